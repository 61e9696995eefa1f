package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.program.TestJar;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.launch.ContainerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest {
    private static final String HEAD = """
            import io.yarnflink.api.environment.StreamExecutionEnvironment;
            public class Job {
                public static void main(String[] args) throws Exception {
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            """;
    private static final String PRINTS_NUMBERS = "env.fromSequence(1, 10).print();\n";
    private static final String TAIL = "}}";

    @TempDir
    Path dir;

    private final FakeCluster cluster = new FakeCluster();
    private TestConsole console = new TestConsole();

    @BeforeEach
    void install() throws IOException {
        for (String folder : new String[] {"lib/engine", "lib/hadoop", "lib/zookeeper"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        Files.writeString(dir.resolve("lib/engine/b.jar"), "b");
        Files.writeString(dir.resolve("lib/engine/a.jar"), "a");
        Files.writeString(dir.resolve("lib/hadoop/c.jar"), "c");
        Files.writeString(dir.resolve("lib/zookeeper/a-zk.jar"), "zk");
        console = new TestConsole().with("YARN_FLINK_HOME", dir.toString()).on(cluster);
    }

    @Test
    void aJobThatFinishesEndsWithItsOutcomeOnStandardOutput() throws IOException {
        cluster.thatFinishes();
        String jar = program(PRINTS_NUMBERS + "System.out.print(\"from main\"); env.execute(\"Numbers\");");
        assertThat(console.run("submit", "--per-job", jar)).isZero();
        assertThat(console.out())
                .matches("(?s)from main\napplicationId=" + FakeCluster.APPLICATION
                        + " jobId=[0-9a-f]{32} state=FINISHED exitCode=0 cause=\n");
        assertThat(console.err())
                .contains("Submitted application " + FakeCluster.APPLICATION + "\n")
                .contains("(Numbers): ", "bytes uploaded, 1,000 bytes cached")
                .endsWith("yarn-flink: FINISHED code=0\n");
        assertThat(cluster.calls)
                .containsExactly("newApplication", "cache", "stage", "submit", "disconnect", "remove", "close");
    }

    @Test
    void theOutcomeIsReadableForProgramsToo() throws IOException {
        cluster.thatFinishes();
        String jar = program(PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", "--format", "json", jar)).isZero();
        assertThat(console.out())
                .matches("\\{\"applicationId\":\"" + FakeCluster.APPLICATION
                        + "\",\"jobId\":\"[0-9a-f]{32}\",\"state\":\"FINISHED\",\"exitCode\":0,\"cause\":\"\","
                        + "\"name\":\"Job\",\"durationMillis\":2000,\"recordsRead\":1234,\"uploadedBytes\":\\d+,"
                        + "\"cachedBytes\":1000}\n");
    }

    @Test
    void whatIsStagedAndLaunchedFollowsTheSettings() throws IOException {
        cluster.thatFinishes();
        String jar = program(PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run(
                        "submit",
                        "-n",
                        "Nightly\ncount",
                        "-q",
                        "default",
                        "-jm",
                        "900m",
                        "--am-vcores",
                        "2",
                        "-s",
                        "2",
                        "-p",
                        "2",
                        "-Dyarn.tags=a,b",
                        jar))
                .isZero();
        var request = cluster.submitted.get(0);
        assertThat(request.name()).isEqualTo("Nightly count");
        assertThat(request.placement().tags()).containsExactlyInAnyOrder("a", "b");
        assertThat(request.master().memoryMb()).isEqualTo(900);
        assertThat(request.master().vcores()).isEqualTo(2);
        assertThat(request.launch().files().files())
                .extracting(ContainerFile::link)
                .containsExactly(
                        "lib/a.jar",
                        "lib/b.jar",
                        "lib/c.jar",
                        "usrlib/program.jar",
                        "job-site.xml",
                        "job.graph",
                        "settings.properties",
                        "taskmanager.files");
        assertThat(cluster.environment()).containsAllEntriesOf(Map.of("HADOOP_USER_NAME", "alice"));
    }

    @Test
    void rocksDbIsShippedToTheTaskManagersOfJobsThatUseItAlone() throws IOException {
        Files.createDirectories(dir.resolve("lib/rocksdb"));
        Files.writeString(dir.resolve("lib/rocksdb/rocksdbjni.jar"), "rocks");
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        String jar = program(PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", "-d", jar)).isZero();
        assertThat(cluster.staging.files.get(ApplicationStaging.TASK_MANAGER_FILES))
                .asString()
                .contains("lib/a.jar")
                .doesNotContain("rocksdb");
        assertThat(console.run("submit", "-d", "-Dstate.backend.type=rocksdb", jar))
                .isZero();
        assertThat(cluster.staging.files.get(ApplicationStaging.TASK_MANAGER_FILES))
                .asString()
                .contains("lib/a.jar", "lib/rocksdbjni.jar");
        assertThat(cluster.submitted.get(1).launch().files().files())
                .extracting(ContainerFile::link)
                .doesNotContain("lib/rocksdbjni.jar");
    }

    @Test
    void aStateBackendThatThereIsNotIsToldWithThoseThatThereAre() throws IOException {
        String jar = program(PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", "-Dstate.backend.type=rockdb", jar)).isNotZero();
        assertThat(console.err()).contains("state.backend.type", "'rockdb'", "'hashmap' or 'rocksdb'");
    }

    @Test
    void zooKeepersClassesGoToWhoAsksForIt() throws IOException {
        cluster.thatFinishes();
        assertThat(console.run(
                        "submit",
                        "-Dhigh-availability.type=zookeeper",
                        "-Dhigh-availability.zookeeper.quorum=zk1:2181,zk2:2181",
                        program(PRINTS_NUMBERS + "env.execute();")))
                .isZero();
        assertThat(cluster.submitted.get(0).launch().files().classPath())
                .isEqualTo("lib/a.jar:lib/b.jar:lib/c.jar:lib/a-zk.jar");
    }

    @Test
    void whoAsksForZooKeeperHasToNameItsServers() throws IOException {
        String jar = program(PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", "-Dhigh-availability.type=zookeeper", jar))
                .isEqualTo(2);
        assertThat(console.err()).contains("high-availability.zookeeper.quorum is not set");
        assertThat(console.run("submit", "-Dhigh-availability.type=zookeper", jar))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("command line: high-availability.type: 'zookeper' is not one of none, zookeeper");
        assertThat(cluster.submitted).isEmpty();
    }

    @Test
    void theClientsStepsAreArchived() throws IOException {
        cluster.thatFinishes();
        assertThat(console.run("submit", program(PRINTS_NUMBERS + "env.execute();")))
                .isZero();
        assertThat(cluster.staging.events)
                .extracting(event -> event.step().name())
                .containsExactly("CLIENT_JOB_GRAPH", "CLIENT_STAGED", "CLIENT_SUBMITTED");
    }

    @Test
    void aFailedJobIsToldInOneLineAndByItsCode() throws IOException {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.FAILED, "at Map[0] in container_1 on node1: boom (Job.java:9)", "USER_CODE")
                .then(Phase.FINISHED, FinalStatus.FAILED, "");
        assertThat(console.run("submit", program(PRINTS_NUMBERS + "env.execute();")))
                .isEqualTo(10);
        assertThat(console.err())
                .endsWith("yarn-flink: FAILED code=10 USER_CODE at Map[0] in container_1 on node1: boom (Job.java:9)\n")
                .doesNotContain("\tat ");
        assertThat(console.out()).contains("state=FAILED exitCode=10 cause=at Map[0] in container_1");
    }

    @Test
    void aDetachedProgramReturnsOnceAccepted() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        assertThat(console.run("submit", "--detached", program(PRINTS_NUMBERS + "env.execute();")))
                .isZero();
        assertThat(console.out()).contains("state=ACCEPTED exitCode=0");
        assertThat(cluster.calls).doesNotContain("kill", "remove", "cancel");
    }

    @Test
    void aDetachedProgramMayExecuteOnce() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        String jar = program(PRINTS_NUMBERS + "env.execute();" + PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", "-d", jar)).isEqualTo(2);
        assertThat(console.err())
                .contains(
                        "FAILED code=2 USAGE: a detached program may execute once, but it calls execute() again after "
                                + FakeCluster.APPLICATION);
    }

    @Test
    void aDetachedProgramThatCollectsResultsIsRefusedBeforeAnythingIsSubmitted() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        refused(
                2,
                program("env.fromSequence(1, 10).executeAndCollect().close();"),
                "USAGE: a detached program cannot executeAndCollect(): nobody would wait for its records; submit it without"
                        + " --detached, or write to a sink and call execute()",
                "--detached");
        assertThat(cluster.calls).doesNotContain("stage", "submit");
    }

    @Test
    void existingScriptsMaySayRun() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        String jar = program("if (!args[1].equals(\"-x\")) throw new Error();" + PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("run", "-t", "yarn-per-job", "-d", "-p", "2", "-c", "Job", jar, "--flag", "-x"))
                .isZero();
        assertThat(console.run("run", "-t", "yarn-session", jar)).isEqualTo(2);
        assertThat(console.err()).contains("-t yarn-session is not supported; use -t yarn-per-job");
    }

    @Test
    void mainThatThrowsIsToldWithItsLine() throws IOException {
        refused(
                10,
                program("throw new IllegalStateException(\"no luck\");"),
                "USER_CODE: main: java.lang.IllegalStateException: no luck (Job.java:5)");
        assertThat(cluster.calls).doesNotContain("submit");
    }

    @Test
    void aProgramWithoutOperatorsIsRefused() throws IOException {
        assertThat(console.run("submit", program("env.execute();"))).isEqualTo(10);
        assertThat(console.err()).contains("FAILED code=10 USER_CODE: main: ").contains("o operators");
    }

    @Test
    void aProgramThatExecutesNothingIsRefused() throws IOException {
        refused(
                10,
                program(PRINTS_NUMBERS),
                "USER_CODE: main of Job returned without calling execute(); nothing was submitted");
    }

    @Test
    void aFunctionThatCannotBeSerializedIsNamedWithItsField() throws IOException {
        String jar = program("Thread worker = new Thread();\n"
                + "env.fromSequence(1, 10).map(n -> n + worker.getPriority())"
                + ".returns(Long.class).name(\"Holder\").print(); env.execute();");
        assertThat(console.run("submit", jar)).isEqualTo(10);
        assertThat(console.err()).contains("FAILED code=10 USER_CODE: main: ", "Holder", "java.lang.Thread");
    }

    @Test
    void moreMemoryThanYarnGivesIsRefusedBeforeAnythingIsStaged() throws IOException {
        refused(
                21,
                program(PRINTS_NUMBERS + "env.execute();"),
                "PREFLIGHT: taskmanager.memory.process.size is 9216 mb (--taskmanager-memory), above YARN's maximum of 8192"
                        + " mb per container",
                "-tm",
                "9g");
        assertThat(cluster.calls).doesNotContain("cache", "stage", "submit");
    }

    @Test
    void moreVcoresThanYarnGivesAreRefused() throws IOException {
        refused(
                21,
                program(PRINTS_NUMBERS + "env.execute();"),
                "PREFLIGHT: yarn.containers.vcores is 9 (--tm-vcores), above YARN's maximum of 8 per container",
                "--tm-vcores",
                "9");
    }

    @Test
    void anUnknownQueueIsRefusedWithTheNearestOne() throws IOException {
        refused(
                21,
                program(PRINTS_NUMBERS + "env.execute();"),
                "PREFLIGHT: queue 'defualt' (--queue) is unknown to YARN; did you mean default?",
                "-q",
                "defualt");
    }

    @Test
    void aStoppedQueueIsRefused() throws IOException {
        refused(
                21,
                program(PRINTS_NUMBERS + "env.execute();"),
                "PREFLIGHT: queue 'etl' is stopped and takes no applications",
                "-q",
                "etl");
    }

    @Test
    void memoryThatCannotBeDividedIsRefused() throws IOException {
        assertThat(console.run("submit", "-tm", "300m", program(PRINTS_NUMBERS + "env.execute();")))
                .isEqualTo(2);
        assertThat(console.err()).contains("USAGE: taskmanager.memory.process.size is 300 mb, too small");
        assertThat(cluster.calls).isEqualTo(java.util.List.of("close"));
    }

    @Test
    void aSubmissionThatYarnRefusesLeavesNoStaging() throws IOException {
        cluster.refusesSubmission(new ClientException(ExitCode.YARN, "the YARN RM at rm:8032 did not answer"));
        refused(24, program(PRINTS_NUMBERS + "env.execute();"), "YARN: the YARN RM at rm:8032 did not answer");
        assertThat(cluster.calls).containsSubsequence("submit", "kill", "remove");
        assertThat(console.out()).startsWith("applicationId=" + FakeCluster.APPLICATION + " ");
        assertThat(cluster.staging.files).isEmpty();
    }

    @Test
    void anHdfsThatTakesNoFilesIsTold() throws IOException {
        cluster.staging.fill();
        assertThat(console.run("submit", program(PRINTS_NUMBERS + "env.execute();")))
                .isEqualTo(23);
        assertThat(console.err()).contains("FAILED code=23 STAGING: ", "quota exceeded");
        assertThat(cluster.calls).contains("remove").doesNotContain("submit");
    }

    @Test
    void anUnknownKeyIsRefusedBeforeTheProgramRuns() throws IOException {
        refused(
                2,
                program("System.out.println(\"ran\");"),
                "USAGE: command line: unknown configuration key 'paralelism.default'; did you mean parallelism.default?",
                "-Dparalelism.default=2");
        assertThat(console.out()).doesNotContain("ran");
    }

    @Test
    void aMissingJarIsRefusedAndStillHasAnOutcome() {
        assertThat(console.run("submit", "--format", "properties", "none.jar")).isEqualTo(2);
        assertThat(console.out())
                .isEqualTo(
                        "applicationId=\njobId=\nstate=FAILED\nexitCode=2\ncause=jar none.jar does not exist (looked at "
                                + "none.jar)\n");
    }

    @Test
    void aWrongCommandLineHasAnOutcomeToo() {
        assertThat(console.run("submit", "--format", "properties", "--paralelism", "2", "x.jar"))
                .isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(
                        "yarn-flink: FAILED code=2 USAGE: unknown option '--paralelism'; did you mean --parallelism?\n");
        assertThat(console.out()).startsWith("applicationId=\njobId=\nstate=FAILED\nexitCode=2\n");
    }

    @Test
    void argumentsOfTheProgramThatLookLikeOptionsGoAfterTwoDashes() throws IOException {
        cluster.thatFinishes();
        String jar =
                program("if (!args[0].equals(\"--input\")) throw new Error();" + PRINTS_NUMBERS + "env.execute();");
        assertThat(console.run("submit", jar, "--", "--input", "x")).isZero();
        assertThat(console.run("submit", jar, "--input", "x")).isEqualTo(2);
        assertThat(console.err()).contains("unknown option '--input'; arguments of the program go after --");
    }

    @Test
    void withVerboseTheStackTraceIsShown() throws IOException {
        assertThat(console.run("--verbose", "submit", program("throw new IllegalStateException(\"no luck\");")))
                .isEqualTo(10);
        assertThat(console.err()).contains("\tat ", "Job.main");
    }

    private void refused(int code, String jar, String line, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "submit";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[arguments.length - 1] = jar;
        assertThat(console.run(arguments)).isEqualTo(code);
        assertThat(console.err().lines().filter(any -> any.startsWith("yarn-flink:")))
                .containsExactly("yarn-flink: FAILED code=" + code + " " + line);
        assertThat(console.err()).doesNotContain("\tat ");
        assertThat(console.out()).contains("state=FAILED exitCode=" + code + " cause=");
    }

    private String program(String body) throws IOException {
        return new TestJar(dir)
                .source("Job", HEAD + body + TAIL)
                .mainClass("Job")
                .build()
                .toString();
    }
}
