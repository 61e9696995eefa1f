package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.EndlessProgram;
import io.yarnflink.it.programs.FailingProgram;
import io.yarnflink.it.programs.HungryProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class FailureIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static void assertNothingIsLeft(CommandLine cli, String applicationId) throws Exception {
        Deadline.await(
                "no process of " + applicationId + " is left",
                SOON,
                () -> Containers.all(applicationId).isEmpty());
        Deadline.await(
                "staging of " + applicationId + " is gone",
                SOON,
                () -> cli.staging().stream().noneMatch(entry -> entry.contains(applicationId)));
    }

    private static void assertOneLine(Result result, String... parts) {
        List<String> causes = result.err()
                .lines()
                .filter(line -> line.startsWith("yarn-flink:"))
                .toList();
        assertThat(causes).as("%s", result).hasSize(1);
        assertThat(causes.get(0)).contains(parts);
        assertThat(result.err()).doesNotContain("\tat ").doesNotContain("    at ");
    }

    private static String applicationId(Running running) throws Exception {
        Pattern submitted = Pattern.compile("Submitted application (application_\\d+_\\d+)");
        String[] found = new String[1];
        Deadline.await("the application is submitted", SOON, () -> {
            Matcher matcher = submitted.matcher(running.err());
            if (matcher.find()) {
                found[0] = matcher.group(1);
            }
            return found[0] != null || !running.process().isAlive();
        });
        assertThat(found[0]).as("%s", running.err()).isNotNull();
        return found[0];
    }

    private static void awaitRunning(CommandLine cli, String applicationId) throws Exception {
        Deadline.await(
                "both TaskManagers of " + applicationId + " run and the job is RUNNING",
                SOON,
                () -> Containers.of(applicationId, "TaskManagerMain").size() == 2
                        && cli.run("events", applicationId).out().contains("JOB_RUNNING"));
    }

    @Test
    void aUserFunctionThatThrowsIsNamedWithOperatorSubtaskContainerAndLine(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(FailingProgram.class, folder);
        Result result = cli.run("submit", "--per-job", "-p", "2", "--format", "properties", jar.toString());
        assertThat(result.exitCode()).as("%s", result).isEqualTo(10);
        assertOneLine(
                result,
                "Picky map",
                "FailingProgram.java:",
                "NumberFormatException",
                "I do not like 500",
                "container_");
        assertThat(result.field("state")).isEqualTo("FAILED");
        assertThat(result.field("cause")).contains("I do not like 500");
        assertNothingIsLeft(cli, result.field("applicationId"));
    }

    @Test
    void aTaskManagerKilledNineFailsTheJobByName(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        Running running =
                cli.start("submit", "--per-job", "-p", "2", "-s", "1", "--format", "properties", jar.toString());
        String applicationId = applicationId(running);
        awaitRunning(cli, applicationId);
        ProcessHandle victim = Containers.of(applicationId, "TaskManagerMain").get(0);
        String killed = Containers.id(victim);
        victim.destroyForcibly();
        Result result = running.await();
        assertThat(result.exitCode()).as("%s", result).isEqualTo(15);
        assertOneLine(result, "TASK_MANAGER_LOST", "TaskManager " + killed + " on ", "exit status 137, SIGKILL");
        assertThat(result.field("state")).isEqualTo("FAILED");
        assertNothingIsLeft(cli, applicationId);
    }

    @Test
    void aTaskManagerThatRunsOutOfMemoryIsToldSoByItsContainer(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(HungryProgram.class, folder);
        Result result = cli.run("submit", "-p", "2", "-tm", "900m", "--format", "properties", jar.toString());
        assertThat(result.exitCode()).as("%s", result).isEqualTo(14);
        assertOneLine(
                result,
                "CONTAINER_MEMORY",
                "TaskManager container_",
                "exit status 3",
                "raise taskmanager.memory.process.size");
        assertThat(result.field("state")).isEqualTo("FAILED");
        assertNothingIsLeft(cli, result.field("applicationId"));
    }

    @Test
    void aNodeWithoutTheJavaThatContainersNeedIsToldWithWhatToDo(CommandLine cli) throws Exception {
        Path java = Files.createDirectories(folder.resolve("old jdk/bin")).resolve("java");
        String missing = refusedByJava(cli, folder.resolve("none"));
        assertThat(missing).contains("no Java where env.java.home");
        Files.writeString(java, """
                #!/bin/sh
                echo 'Error: A JNI error has occurred, please check your installation and try again' >&2
                echo 'Exception in thread "main" java.lang.UnsupportedClassVersionError: io/yarnflink/am/ApplicationMasterMain \
                has been compiled by a more recent version of the Java Runtime (class file version 61.0), this version of the \
                Java Runtime only recognizes class file versions up to 52.0' >&2
                exit 1
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(refusedByJava(cli, folder.resolve("old jdk")))
                .contains("the node's Java is 8", "point env.java.home at a Java 17");
    }

    private static String refusedByJava(CommandLine cli, Path home) throws Exception {
        Result result =
                cli.run("submit", "--format", "properties", "-Denv.java.home=" + home, "examples/word-count.jar");
        assertThat(result.exitCode()).as("%s", result).isEqualTo(16);
        assertOneLine(result, "env.java.home");
        return result.field("cause");
    }

    @Test
    void anApplicationMasterKilledNineEndsAsFailedAlsoForADetachedJob(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        Result submitted = cli.run(
                "submit", "--per-job", "--detached", "-p", "2", "-s", "1", "--format", "properties", jar.toString());
        assertThat(submitted.exitCode()).as("%s", submitted).isZero();
        String applicationId = submitted.field("applicationId");
        awaitRunning(cli, applicationId);
        Containers.of(applicationId, "ApplicationMasterMain").get(0).destroyForcibly();
        Deadline.await(
                "the application has ended",
                SOON,
                () -> cli.run("status", applicationId, "--format", "properties")
                        .out()
                        .contains("state=FAILED"));
        Result status = cli.run("status", applicationId, "--format", "properties");
        assertThat(status.field("cause")).contains("ApplicationMaster");
        assertThat(status.field("exitCode")).isEqualTo("16");
        assertNothingIsLeft(cli, applicationId);
    }

    @Test
    void aCancelledJobEndsAsCanceledForItsWaitingClientToo(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        Running running =
                cli.start("submit", "--per-job", "-p", "2", "-s", "1", "--format", "properties", jar.toString());
        String applicationId = applicationId(running);
        awaitRunning(cli, applicationId);
        Result cancel = cli.run("cancel", applicationId);
        assertThat(cancel.exitCode()).as("%s", cancel).isZero();
        Result result = running.await();
        assertThat(result.exitCode()).as("%s", result).isEqualTo(30);
        assertThat(result.field("state")).isEqualTo("CANCELED");
        assertNothingIsLeft(cli, applicationId);
    }

    @Test
    void anInterruptedClientCancelsItsJob(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        Running running =
                cli.start("submit", "--per-job", "-p", "2", "-s", "1", "--format", "properties", jar.toString());
        String applicationId = applicationId(running);
        awaitRunning(cli, applicationId);
        running.process().destroy();
        running.await();
        assertNothingIsLeft(cli, applicationId);
    }

    @Test
    void aMissingInputIsNamed(CommandLine cli) throws Exception {
        Result result = cli.run(
                "submit",
                "--per-job",
                "--format",
                "properties",
                "examples/word-count.jar",
                "--",
                "--input",
                folder.resolve("nowhere").toString());
        assertThat(result.exitCode()).as("%s", result).isEqualTo(11);
        assertOneLine(result, "input path does not exist", "nowhere");
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed(CommandLine cli) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Result result = cli.run(
                "submit",
                "--per-job",
                "--format",
                "properties",
                "examples/word-count.jar",
                "--",
                "--output",
                file.resolve("out").toString());
        assertThat(result.exitCode()).as("%s", result).isEqualTo(11);
        assertOneLine(result, "output folder cannot be written", "file/out");
    }

    @Test
    void moreMemoryThanYarnGivesIsRefusedBeforeAnythingIsStaged(CommandLine cli) throws Exception {
        Result result = cli.run("submit", "--per-job", "-tm", "900g", "examples/word-count.jar");
        assertThat(result.exitCode()).as("%s", result).isEqualTo(21);
        assertOneLine(result, "--taskmanager-memory", "maximum");
    }

    @Test
    void anUnknownQueueIsRefusedWithTheQueuesThatExist(CommandLine cli) throws Exception {
        Result result = cli.run("submit", "--per-job", "-q", "defualt", "examples/word-count.jar");
        assertThat(result.exitCode()).as("%s", result).isEqualTo(21);
        assertOneLine(result, "defualt", "default");
    }

    @Test
    void clustersThatDoNotAnswerAreNamedInBoundedTime(CommandLine cli) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        String hdfs = "<property><name>fs.defaultFS</name><value>hdfs://localhost:9</value></property>";
        String yarn = "<property><name>yarn.resourcemanager.address</name><value>localhost:9</value></property>";
        Files.writeString(conf.resolve("core-site.xml"), "<configuration>" + hdfs + "</configuration>");
        Files.writeString(conf.resolve("yarn-site.xml"), "<configuration>" + yarn + "</configuration>");
        Result result =
                cli.with("HADOOP_CONF_DIR", conf.toString()).run("submit", "--per-job", "examples/word-count.jar");
        assertThat(result.exitCode()).as("%s", result).isIn(23, 24);
        assertOneLine(result, "localhost:9");
    }
}
