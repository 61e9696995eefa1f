package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.EndlessProgram;
import io.yarnflink.it.programs.FailingProgram;
import io.yarnflink.it.programs.HungryProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class FailureIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Running startEndless(CommandLine cli) throws Exception {
        return cli.startSubmit(
                "-p",
                "2",
                "-s",
                "1",
                ProgramJar.of(EndlessProgram.class, folder).toString());
    }

    @Test
    void aUserFunctionThatThrowsIsNamedWithOperatorSubtaskContainerFileAndLine(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(FailingProgram.class, folder);
        Path numbers = Files.writeString(folder.resolve("numbers.txt"), "1\n22\nthree\n4\n");

        Result result = cli.submit(jar.toString(), numbers.toString());

        assertThat(result.endedWith(10))
                .contains("To number (subtask 1/1) at FailingProgram.java:")
                .contains("java.lang.NumberFormatException: For input string: \"three\"")
                .contains("(record from " + numbers + " at byte 5)")
                .containsPattern("\\[container_\\d+_\\d+_01_000002, localhost\\]");
        assertThat(result.field("state")).isEqualTo("FAILED");
        assertThat(result.field("cause")).contains("For input string: \"three\"");
        Application application = new Application(cli, result.field("applicationId"));
        application.assertNothingIsLeft();
        application.awaitLogs("jobmanager.stderr", "taskmanager.stderr", "FailingProgram$ToNumber.map");
    }

    @Test
    void aTaskManagerKilledNineFailsTheJobByTheNameOfItsContainer(CommandLine cli) throws Exception {
        Running client = startEndless(cli);
        Application application = Application.of(cli, client).awaitRunning();
        ProcessHandle victim = application.taskManagers().get(1);
        String container = Containers.id(victim);

        victim.destroyForcibly();

        Result result = client.await();
        assertThat(result.endedWith(15))
                .contains("TASK_MANAGER_LOST: TaskManager " + container + " on localhost", "exit status 137, SIGKILL");
        assertThat(result.field("state")).isEqualTo("FAILED");
        application.assertNothingIsLeft();
    }

    @Test
    void aTaskManagerThatRunsOutOfMemoryIsToldSoByItsContainer(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(HungryProgram.class, folder);

        Result result = cli.submit("-p", "2", "-tm", "900m", jar.toString());

        assertThat(result.endedWith(14))
                .contains(
                        "CONTAINER_MEMORY",
                        "TaskManager container_",
                        "exit status 3",
                        "raise taskmanager.memory.process.size");
        assertThat(result.field("state")).isEqualTo("FAILED");
        new Application(cli, result.field("applicationId")).assertNothingIsLeft();
    }

    @Test
    void anApplicationMasterKilledNineEndsAsFailedForAnAttachedClientAndForADetachedJob(CommandLine cli)
            throws Exception {
        Running client = startEndless(cli);
        Application attached = Application.of(cli, client);
        Result submitted = cli.submit(
                "--detached",
                "-p",
                "2",
                "-s",
                "1",
                ProgramJar.of(EndlessProgram.class, folder).toString());
        submitted.endedWith(0);
        Application detached = new Application(cli, submitted.field("applicationId"));

        attached.awaitRunning().master().destroyForcibly();
        detached.awaitRunning().master().destroyForcibly();

        Result result = client.await();
        assertThat(result.endedWith(16)).contains("ApplicationMaster");
        assertThat(result.field("state")).isEqualTo("FAILED");
        Deadline.await(
                "the detached application has ended",
                SOON,
                () -> status(detached).out().contains("state=FAILED"));
        assertThat(status(detached).field("cause")).contains("ApplicationMaster");
        assertThat(status(detached).field("exitCode")).isEqualTo("16");
        attached.assertNothingIsLeft();
        detached.assertNothingIsLeft();
    }

    private static Result status(Application application) throws Exception {
        return application.cli().run("status", application.id(), "--format", "properties");
    }

    @Test
    void aTerminatedClientCancelsItsJob(CommandLine cli) throws Exception {
        Running client = startEndless(cli);
        Application application = Application.of(cli, client).awaitRunning();

        client.process().destroy();

        Result result = client.await();
        result.endedWith(30);
        assertThat(result.field("state")).isEqualTo("CANCELED");
        assertThat(result.field("applicationId")).isEqualTo(application.id());
        application.assertNothingIsLeft();
    }

    @Test
    void aMissingInputIsNamed(CommandLine cli) throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertThat(cli.submit("examples/word-count.jar", "--", "--input", nowhere.toString())
                        .endedWith(11))
                .contains("input path does not exist: " + nowhere);
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed(CommandLine cli) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(cli.submit(
                                "examples/word-count.jar",
                                "--",
                                "--output",
                                file.resolve("out").toString())
                        .endedWith(11))
                .contains("output folder cannot be written", "file/out");
    }

    @Test
    void moreMemoryThanYarnGivesIsRefusedBeforeAnythingIsStaged(CommandLine cli) throws Exception {
        assertThat(cli.submit("-tm", "900g", "examples/word-count.jar").endedWith(21))
                .contains("--taskmanager-memory", "maximum");
    }

    @Test
    void anUnknownQueueIsRefusedWithTheQueuesThatExist(CommandLine cli) throws Exception {
        assertThat(cli.submit("-q", "defualt", "examples/word-count.jar").endedWith(21))
                .contains("defualt", "default");
    }
}
