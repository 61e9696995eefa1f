package io.yarnflink.client.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.Progress;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobWatchTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakePace pace = new FakePace();
    private final FakeCluster cluster = new FakeCluster();

    @Test
    void theWayOfAJobIsToldAsItGoes() {
        cluster.then(
                        Phase.ACCEPTED,
                        FinalStatus.UNDEFINED,
                        "[Sat Nov 21 09:00:00 +0000 2026] Application is Activated, waiting for resources to be assigned"
                                + " for AM.  Details : AM Partition = <DEFAULT_PARTITION> ;")
                .then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.CREATED, "", "")
                .reports(JobStatus.RUNNING, "", "")
                .reports(JobStatus.FINISHED, "", "");
        JobOutcome outcome = watch();
        assertThat(outcome.state()).isEqualTo("FINISHED");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.more()).containsEntry("durationMillis", 2000L).containsEntry("recordsRead", 1234L);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                ACCEPTED in queue default: Application is Activated, waiting for resources to be assigned for AM
                ApplicationMaster is up at node1, 3 containers
                CREATED: 2 of 2 slots on 2 TaskManagers, 1,234 records read
                RUNNING: 2 of 2 slots on 2 TaskManagers, 1,234 records read
                """);
    }

    @Test
    void aFailedJobKeepsItsCauseAndCode() {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.FAILED, "at Map[1] in container_1 on node2: boom (Job.java:7)", "USER_CODE");
        JobOutcome outcome = watch();
        assertThat(outcome.line())
                .isEqualTo("FAILED code=10 USER_CODE at Map[1] in container_1 on node2: boom (Job.java:7)");
    }

    @Test
    void aSilentDispatcherSendsTheWatchBackToYarnAndToTheStoredResult() {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.RUNNING, "", "")
                .then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "", 2)
                .then(Phase.FINISHED, FinalStatus.FAILED, "", 2);
        cluster.staging.store(new Outcome(
                FakeCluster.APPLICATION,
                "00000000000000000000000000000001",
                "Job",
                new Outcome.Ending(JobStatus.FAILED, ExitCode.MASTER_LOST, "ApplicationMaster attempt 1 was lost", ""),
                1000,
                2000,
                Map.of()));
        JobOutcome outcome = watch();
        assertThat(outcome.code()).isEqualTo(ExitCode.MASTER_LOST);
        assertThat(outcome.cause()).isEqualTo("ApplicationMaster attempt 1 was lost");
    }

    @Test
    void withoutAResultYarnsWordsAreTheCause() {
        cluster.then(
                Phase.FAILED,
                FinalStatus.FAILED,
                "Application application_1 failed 2 times due to AM Container for appattempt_1 exited with  exitCode: 137\n"
                        + "Failing this attempt.Diagnostics: [2026-11-21 09:00:00.000]Container killed",
                2);
        JobOutcome outcome = watch();
        assertThat(outcome.code()).isEqualTo(ExitCode.MASTER_LOST);
        assertThat(outcome.state()).isEqualTo("FAILED");
        assertThat(outcome.cause())
                .isEqualTo(
                        "the ApplicationMaster was lost, attempt 2 was the last: killed (exit status 137, SIGKILL: by hand,"
                                + " or by the kernel for want of memory)");
    }

    @Test
    void anApplicationMasterKilledForItsMemoryIsNamedSo() {
        cluster.then(Phase.FAILED, FinalStatus.FAILED, "AM Container for appattempt_1 exited with  exitCode: -104", 1);
        assertThat(watch().code()).isEqualTo(ExitCode.CONTAINER_MEMORY);
    }

    @Test
    void anApplicationThatYarnNeverStartedLackedResources() {
        cluster.then(Phase.FAILED, FinalStatus.FAILED, "Application rejected by queue placement policy", 0);
        JobOutcome outcome = watch();
        assertThat(outcome.code()).isEqualTo(ExitCode.RESOURCES);
        assertThat(outcome.cause())
                .isEqualTo("YARN refused the application: Application rejected by queue placement policy");
    }

    @Test
    void anApplicationKilledThroughYarnIsKilled() {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.RUNNING, "", "")
                .then(Phase.KILLED, FinalStatus.KILLED, "Application killed by user bob");
        JobOutcome outcome = watch();
        assertThat(outcome.state()).isEqualTo("KILLED");
        assertThat(outcome.code()).isEqualTo(ExitCode.KILLED);
        assertThat(outcome.cause()).contains("killed through YARN", "killed by user bob");
    }

    @Test
    void anApplicationThatYarnForgotIsLostSightOf() {
        JobOutcome outcome = watch();
        assertThat(outcome.state()).isEqualTo("UNKNOWN");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void withoutAResultTheCodeInTheApplicationMastersLastWordsCounts() {
        cluster.then(Phase.FINISHED, FinalStatus.FAILED, "[USER_CODE] at Map[0] in container_1 on node1: boom");
        JobOutcome outcome = watch();
        assertThat(outcome.code()).isEqualTo(ExitCode.USER_CODE);
        assertThat(outcome.cause()).isEqualTo("at Map[0] in container_1 on node1: boom");
    }

    @Test
    void anApplicationMasterThatEndsKilledWasCanceled() {
        cluster.then(Phase.FINISHED, FinalStatus.KILLED, "");
        JobOutcome outcome = watch();
        assertThat(outcome.state()).isEqualTo("CANCELED");
        assertThat(outcome.code()).isEqualTo(ExitCode.KILLED);
    }

    private JobOutcome watch() {
        JobWatch watch = new JobWatch(
                FakeCluster.APPLICATION,
                "00000000000000000000000000000001",
                new JobWatch.Peers(
                        cluster, cluster.staging, cluster.connector("", new AccessKey(Role.CLIENT, new byte[32]))),
                new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), false, pace),
                pace,
                Duration.ofMinutes(1));
        watch.run();
        return watch.outcome().join();
    }
}
