package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCommandsTest {
    private static final String JOB = "00000000000000000000000000000001";

    private final FakeCluster cluster = new FakeCluster();
    private final TestConsole console = new TestConsole().on(cluster);

    @Test
    void aRunningApplicationsStatusComesFromItsDispatcher() {
        submitted();
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "").reports(JobStatus.RUNNING, "", "");
        assertThat(console.run("status", FakeCluster.APPLICATION, "--format", "properties"))
                .isZero();
        assertThat(console.out())
                .contains("jobId=" + JOB + "\n", "state=RUNNING\n", "taskManagers=2\n", "yarnState=RUNNING\n");
    }

    @Test
    void anEndedApplicationsStatusIsItsStoredResult() {
        submitted();
        stored(JobStatus.FAILED, ExitCode.MASTER_LOST, "the ApplicationMaster was lost");
        cluster.then(Phase.FINISHED, FinalStatus.FAILED, "");
        assertThat(console.run("status", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out())
                .contains("state=FAILED exitCode=16 ")
                .endsWith("cause=the ApplicationMaster was lost\n");
    }

    @Test
    void anApplicationThatYarnForgotIsStillKnownByItsResult() {
        submitted();
        stored(JobStatus.FINISHED, ExitCode.OK, "");
        assertThat(console.run("status", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out()).contains("state=FINISHED exitCode=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "events", "cancel", "logs", "list"})
    void whatTheJobWasSubmittedWithCanBeSaidAgain(String command) {
        submitted();
        stored(JobStatus.FINISHED, ExitCode.OK, "");
        cluster.then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
        List<String> arguments =
                new ArrayList<>(List.of(command, "-Dyarn.staging-directory=/shared", "-D", "hadoop.dfs.replication=7"));
        if (!command.equals("list")) {
            arguments.add(FakeCluster.APPLICATION);
        }
        console.run(arguments.toArray(String[]::new));
        assertThat(cluster.openedWith).singleElement().satisfies(settings -> {
            assertThat(settings.configuration().get(YarnOptions.STAGING_DIRECTORY))
                    .isEqualTo("/shared");
            assertThat(settings.hadoop()).containsEntry("dfs.replication", "7");
        });
    }

    @Test
    void aWrongKeyIsRefusedBeforeTheClusterIsAsked() {
        assertThat(console.run("list", "-Dyarn.staging-directori=/shared")).isEqualTo(2);
        assertThat(console.err()).contains("did you mean yarn.staging-directory?");
        assertThat(cluster.openedWith).isEmpty();
    }

    @Test
    void listingRemovesWhatAKilledApplicationLeftStaged() {
        cluster.then(Phase.KILLED, FinalStatus.KILLED, "killed by user alice");
        cluster.staging.staged.add(new ApplicationStaging.Staged(FakeCluster.APPLICATION, 0));
        assertThat(console.run("list")).isZero();
        assertThat(console.out()).contains(FakeCluster.APPLICATION);
        assertThat(cluster.staging.staged).isEmpty();
    }

    @Test
    void anUnknownApplicationIsNotFound() {
        assertThat(console.run("status", "application_1_0009")).isEqualTo(4);
        assertThat(console.err())
                .isEqualTo(
                        "yarn-flink: FAILED code=4 NOT_FOUND: application_1_0009 is unknown, to YARN as to the archive of"
                                + " alice; 'yarn-flink list' shows those that YARN remembers\n");
        assertThat(console.run("events", "application_1_0009")).isEqualTo(4);
    }

    @Test
    void whatIsNoApplicationIdIsRefused() {
        assertThat(console.run("events", "job_12")).isEqualTo(2);
        assertThat(console.err()).contains("'job_12' is not an application id").hasLineCount(1);
    }

    @Test
    void cancelEndsTheJobInOrder() {
        submitted();
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "").reports(JobStatus.RUNNING, "", "");
        assertThat(console.run("cancel", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out()).contains("state=CANCELED exitCode=30");
        assertThat(cluster.calls).contains("cancel", "remove").doesNotContain("kill");
    }

    @Test
    void cancelAsksTheNextApplicationMasterWhenTheFirstDiesOverIt() {
        submitted();
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "").losesTheFirstCancel();
        assertThat(console.run("cancel", FakeCluster.APPLICATION, "-Dclient.cancel-timeout=3s"))
                .isZero();
        assertThat(console.out()).contains("state=CANCELED exitCode=30");
        assertThat(cluster.calls).containsSubsequence("cancel", "cancel").doesNotContain("kill");
    }

    @Test
    void cancelKillsWhatHasNoApplicationMasterYet() {
        submitted();
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        assertThat(console.run("cancel", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out()).contains("state=KILLED exitCode=31");
        assertThat(cluster.calls).contains("kill", "remove").doesNotContain("cancel");
    }

    @Test
    void cancellingWhatHasEndedTellsHowItEnded() {
        submitted();
        stored(JobStatus.FINISHED, ExitCode.OK, "");
        cluster.then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
        assertThat(console.run("cancel", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out()).contains("state=FINISHED exitCode=0");
        assertThat(cluster.calls).doesNotContain("cancel", "kill");
    }

    private void running() {
        submitted();
        for (int i = 0; i < 4; i++) {
            cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "");
        }
    }

    @Test
    void aSavepointIsTakenWhileTheJobGoesOn() {
        running();
        cluster.savepoint("UNDER_WAY", "", "").savepoint("DONE", "hdfs://n/s/savepoint-1", "");
        assertThat(console.run("savepoint", FakeCluster.APPLICATION, "hdfs://n/s", "--format", "properties"))
                .isZero();
        assertThat(console.out()).contains("jobId=" + JOB + "\n", "savepoint=hdfs://n/s/savepoint-1\n");
        assertThat(cluster.calls).contains("savepoint hdfs://n/s").doesNotContain("cancel", "kill");
    }

    @Test
    void whoLosesTheDispatcherAsksTheNextOneForTheSameSavepoint() {
        running();
        cluster.savepoint("LOST", "", "").savepoint("DONE", "hdfs://n/s/savepoint-1", "");
        assertThat(console.run("savepoint", FakeCluster.APPLICATION)).isZero();
        assertThat(cluster.savepointIds).hasSize(2).containsOnly(cluster.savepointIds.get(0));
    }

    @Test
    void aSavepointThatFailsIsToldWithItsCause() {
        running();
        cluster.savepoint("FAILED", "", "map (1/2) declined it: disk full");
        assertThat(console.run("savepoint", FakeCluster.APPLICATION)).isEqualTo(6);
        assertThat(console.err()).contains("SAVEPOINT: the savepoint was not taken: map (1/2) declined it: disk full");
    }

    @Test
    void cancelTakesASavepointBeforeWhenAsked() {
        running();
        cluster.savepoint("DONE", "hdfs://n/s/savepoint-1", "");
        assertThat(console.run("cancel", FakeCluster.APPLICATION, "-s", "hdfs://n/s", "--format", "properties"))
                .isZero();
        assertThat(console.out()).contains("state=CANCELED\n", "savepoint=hdfs://n/s/savepoint-1\n");
        assertThat(cluster.calls).containsSubsequence("savepoint hdfs://n/s", "cancel");
    }

    @Test
    void aJobWhoseSavepointFailsIsNotCancelled() {
        running();
        cluster.savepoint("FAILED", "", "disk full");
        assertThat(console.run("cancel", FakeCluster.APPLICATION, "--with-savepoint"))
                .isEqualTo(6);
        assertThat(cluster.calls).doesNotContain("cancel", "kill");
    }

    @Test
    void stopEndsTheJobWithASavepoint() {
        running();
        cluster.savepoint("DONE", "hdfs://n/s/savepoint-1", "");
        assertThat(console.run(
                        "stop", FakeCluster.APPLICATION, "--drain", "-p", "hdfs://n/s", "--format", "properties"))
                .isZero();
        assertThat(console.out()).contains("state=FINISHED\n", "savepoint=hdfs://n/s/savepoint-1\n");
        assertThat(cluster.calls).contains("savepoint hdfs://n/s stop drain");
    }

    @Test
    void theTimelineShowsWhatEachStepTook() {
        submitted();
        cluster.staging.events.add(event(LifecycleStep.JM_STARTED, 1700, Map.of()));
        cluster.staging.events.add(event(LifecycleStep.AM_STARTED, 1500, Map.of()));
        assertThat(console.run("events", FakeCluster.APPLICATION)).isZero();
        assertThat(console.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "elapsedMillis durationMillis step component host time ids",
                        "0 0 CLIENT_JOB_GRAPH client here 1000 jobId=" + JOB,
                        "500 500 AM_STARTED client here 1500",
                        "700 200 JM_STARTED client here 1700");
    }

    @Test
    void listShowsWhatYarnRemembers() {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "").then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
        assertThat(console.run("list", "--running", "--format", "json")).isZero();
        assertThat(console.out())
                .contains("\"applicationId\":\"" + FakeCluster.APPLICATION + "\"", "\"state\":\"RUNNING\"")
                .hasLineCount(1);
    }

    @Test
    void logsAreData() {
        cluster.then(Phase.RUNNING, FinalStatus.UNDEFINED, "");
        assertThat(console.run("logs", FakeCluster.APPLICATION, "--container", "container_1"))
                .isZero();
        assertThat(console.out()).isEqualTo("log of " + FakeCluster.APPLICATION + ", container_1\n");
    }

    private void submitted() {
        cluster.staging.files.put(ApplicationStaging.CLIENT_TOKEN, new byte[32]);
        cluster.staging.events.add(event(LifecycleStep.CLIENT_JOB_GRAPH, 1000, Map.of("jobId", JOB)));
    }

    private static LifecycleEvent event(LifecycleStep step, long at, Map<String, String> ids) {
        return new LifecycleEvent(step, "client", "here", at, ids);
    }

    private void stored(JobStatus state, ExitCode code, String cause) {
        cluster.staging.store(new Outcome(
                FakeCluster.APPLICATION, JOB, "Job", new Outcome.Ending(state, code, cause, ""), 1000, 2000, Map.of()));
    }
}
