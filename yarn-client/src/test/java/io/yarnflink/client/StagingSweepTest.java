package io.yarnflink.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging.Staged;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StagingSweepTest {
    private static final String UNKNOWN = "application_1600000000000_0007";

    private final FakeCluster cluster = new FakeCluster();
    private final FakePace pace = new FakePace();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatBelongsToAnEndedApplicationIsRemoved(Phase phase) throws Exception {
        cluster.then(phase, FinalStatus.UNDEFINED, "");
        cluster.staging.staged.add(new Staged(FakeCluster.APPLICATION, 0));
        sweep();
        if (phase.ended()) {
            assertThat(cluster.staging.staged).isEmpty();
        } else {
            assertThat(cluster.staging.staged).hasSize(1);
        }
    }

    @Test
    void whatYarnDoesNotKnowStaysForADay() throws Exception {
        cluster.staging.staged.add(new Staged(UNKNOWN, 0));
        pace.pause(Duration.ofHours(24));
        sweep();
        assertThat(cluster.staging.staged).hasSize(1);
        pace.pause(Duration.ofMillis(1));
        sweep();
        assertThat(cluster.staging.staged).isEmpty();
    }

    @Test
    void whenYarnDoesNotAnswerEverythingStaysAndNobodyIsTold() throws Exception {
        cluster.failsStatus(new ClientException(ExitCode.YARN, "the YARN RM does not answer"));
        cluster.staging.staged.add(new Staged(UNKNOWN, 0));
        pace.pause(Duration.ofHours(25));
        sweep();
        assertThat(cluster.staging.staged).hasSize(1);
    }

    private void sweep() throws InterruptedException {
        StagingSweep.start(cluster, pace.clock(), threads).close();
    }
}
