package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.program.TestJar;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a submission ends, its outcome is told. */
class SubmitEndTest {
    @TempDir
    Path dir;

    private final FakeCluster cluster = new FakeCluster();
    private TestConsole console = new TestConsole();

    @BeforeEach
    void install() throws IOException {
        for (String folder : new String[] {"lib/engine", "lib/hadoop"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        console = new TestConsole().with("YARN_FLINK_HOME", dir.toString()).on(cluster);
    }

    @Test
    void anEmbeddedClusterCannotBeLeft() throws IOException {
        assertThat(console.run("submit", "--embedded", "--detached", program("env.execute();")))
                .isEqualTo(2);
        assertThat(console.err())
                .startsWith("yarn-flink: FAILED code=2 USAGE: --embedded and --detached exclude each other: ")
                .hasLineCount(1);
        assertThat(console.out()).contains("state=FAILED exitCode=2 ");
    }

    @Test
    void aWrongCommandLineHasAnOutcome() {
        assertThat(console.run("submit", "--detach", "x.jar")).isEqualTo(2);
        assertThat(console.out()).contains("state=FAILED exitCode=2 cause=unknown option '--detach'");
        assertThat(console.err()).hasLineCount(1);
    }

    @Test
    void aWrongCommandLineOfRunHasAnOutcome() {
        assertThat(console.run("run")).isEqualTo(2);
        assertThat(console.out()).contains("state=FAILED exitCode=2 cause=");
    }

    @Test
    void aFaultOfTheClientHasAnOutcome() throws IOException {
        cluster.thatFinishes().breaks();
        assertThat(console.run("submit", program("env.execute();"))).isEqualTo(1);
        assertThat(console.out()).contains("state=FAILED exitCode=1 cause=IllegalStateException: broken");
    }

    @Test
    void anErrorOfMainEndsItsJobs() throws IOException {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.RUNNING, "", "")
                .reports(JobStatus.RUNNING, "", "");
        assertThat(console.run("submit", program("env.executeAsync(); throw new OutOfMemoryError(\"full\");")))
                .isEqualTo(10);
        assertThat(console.out())
                .contains("applicationId=" + FakeCluster.APPLICATION)
                .contains("state=FAILED exitCode=10 cause=main: java.lang.OutOfMemoryError: full (Job.java:6)");
        assertThat(cluster.calls).containsAnyOf("cancel", "kill");
    }

    @Test
    void aDetachedProgramThatFailsAfterItsJobWasAcceptedNamesTheApplication() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        assertThat(console.run("submit", "-d", program("env.execute(); throw new Error(\"late\");")))
                .isEqualTo(10);
        assertThat(console.out()).contains("applicationId=" + FakeCluster.APPLICATION);
        assertThat(cluster.calls).doesNotContain("cancel", "kill");
    }

    @Test
    void aDetachedProgramIsArchivedBeforeItsProcessEnds() throws IOException {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "").staging.slowDown();
        assertThat(console.run("submit", "-d", program("env.execute();"))).isZero();
        assertThat(cluster.staging.events).hasSize(3);
    }

    @Test
    void whatMayStillRunIsLeftAlone() throws IOException {
        cluster.refusesStatus(new ClientException(ExitCode.SECURITY, "the ticket has expired"))
                .then(Phase.RUNNING, FinalStatus.UNDEFINED, "");
        assertThat(console.run("submit", program("env.execute();"))).isEqualTo(22);
        assertThat(console.out())
                .contains("state=UNKNOWN exitCode=22 cause=the ticket has expired; the application may");
        assertThat(cluster.calls).doesNotContain("kill", "remove");
    }

    @Test
    void anApplicationMasterThatStillHoldsResultsIsNotKilled() throws IOException {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "").reports(JobStatus.FINISHED, "", "");
        for (int tenths = 0; tenths < 700; tenths++) {
            cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "");
        }
        cluster.then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
        assertThat(console.run("submit", program("env.execute();"))).isZero();
        assertThat(cluster.calls).contains("remove").doesNotContain("kill");
    }

    private String program(String end) throws IOException {
        return new TestJar(dir)
                .source("Job", """
                        import io.yarnflink.api.environment.StreamExecutionEnvironment;
                        public class Job {
                            public static void main(String[] args) throws Exception {
                                StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                                env.fromSequence(1, 10).print();
                        """ + "if (args.length == 0) {" + end + "}}}")
                .mainClass("Job")
                .build()
                .toString();
    }
}
