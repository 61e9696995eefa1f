package io.yarnflink.jobmanager.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.jobmanager.ha.Ensemble.Attempt;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers die, connections are cut and answers get lost; three servers in this process. */
class ZooKeeperOutageTest {
    private static final Duration SESSION = Duration.ofSeconds(2);

    private TestingCluster servers;
    private Ensemble ensemble;

    @BeforeEach
    void start() throws Exception {
        servers = new TestingCluster(3);
        servers.start();
        ensemble = new Ensemble(servers.getConnectString(), SESSION);
    }

    @AfterEach
    void stop() throws Exception {
        ensemble.close();
        servers.close();
    }

    private int port(int server) {
        return List.copyOf(servers.getInstances()).get(server).getPort();
    }

    /** As checkpoints are completed: until it is certain. */
    private static void untilCertain(CheckpointPointer pointer, long checkpointId) throws IOException {
        while (true) {
            try {
                pointer.moveTo(checkpointId);
                return;
            } catch (UncertainCompletionException e) {
                assertThat(e)
                        .hasMessageContaining("Whether checkpoint " + checkpointId + " is complete cannot be told");
            }
        }
    }

    @Test
    void theLossOfOneServerAfterTheOtherChangesNothing() throws Exception {
        Attempt leader = ensemble.leader(1);
        CheckpointPointer pointer = leader.opened();
        long checkpoint = 0;
        for (InstanceSpec server : List.copyOf(servers.getInstances())) {
            servers.killServer(server);
            untilCertain(pointer, ++checkpoint);
            servers.restartServer(server);
            untilCertain(pointer, ++checkpoint);
        }
        assertThat(leader.superseded()).isEmpty();
        assertThat(leader.broken()).isEmpty();
        assertThat(ensemble.leader(2).pointer().open()).hasValue(6);
    }

    @Test
    void withoutAQuorumNothingCompletesAndTheLeaderGoesOnWhenItIsBack() throws Exception {
        Attempt leader = ensemble.leader(1);
        CheckpointPointer pointer = leader.opened();
        untilCertain(pointer, 1);
        List<InstanceSpec> instances = List.copyOf(servers.getInstances());
        servers.killServer(instances.get(0));
        servers.killServer(instances.get(1));
        assertThatThrownBy(() -> pointer.moveTo(2)).isInstanceOf(UncertainCompletionException.class);
        // By now its session is over for this process.
        assertThatThrownBy(() -> pointer.moveTo(2)).isInstanceOf(UncertainCompletionException.class);
        servers.restartServer(instances.get(0));
        servers.restartServer(instances.get(1));
        untilCertain(pointer, 2);
        assertThat(leader.superseded()).isEmpty();
        assertThat(leader.broken()).isEmpty();
        assertThat(ensemble.leader(2).pointer().open()).hasValue(2);
    }

    @Test
    void aProcessThatFindsNoQuorumLeadsWhenThereIsOne() throws Exception {
        List<InstanceSpec> instances = List.copyOf(servers.getInstances());
        servers.killServer(instances.get(0));
        servers.killServer(instances.get(2));
        Attempt leader = ensemble.attempt(1);
        Thread leading = new Thread(() -> {
            try {
                Ensemble.lead(leader, 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        leading.start();
        servers.restartServer(instances.get(0));
        leading.join(Duration.ofMinutes(1).toMillis());
        untilCertain(leader.opened(), 1);
    }

    @Test
    void anAnswerThatGotLostIsFoundOutByReading() throws Exception {
        try (CutConnection connection = new CutConnection(port(0))) {
            Attempt leader = ensemble.attempt(1, connection.address());
            connection.loseAnswerTo("epoch=1", false);
            Ensemble.lead(leader, 1);
            assertThat(connection.lost()).as("answers lost of the election").isEqualTo(1);
            CheckpointPointer pointer = leader.opened();
            for (long id = 1; id < 4; id++) {
                connection.loseAnswerTo("checkpoint=" + id, false);
                untilCertain(pointer, id);
                assertThat(connection.lost()).as("answers lost").isEqualTo((int) id + 1);
            }
            assertThat(leader.broken()).isEmpty();
            assertThat(ensemble.leader(2).pointer().open()).hasValue(3);
        }
    }

    @Test
    void untilItCanReadTheLeaderDoesNotKnow() throws Exception {
        try (CutConnection connection = new CutConnection(port(0))) {
            Attempt leader = ensemble.attempt(1, connection.address());
            Ensemble.lead(leader, 1);
            CheckpointPointer pointer = leader.opened();
            connection.loseAnswerTo("checkpoint=1", true);
            assertThatThrownBy(() -> pointer.moveTo(1)).isInstanceOf(UncertainCompletionException.class);
            assertThat(connection.lost()).isEqualTo(1);
            connection.heal();
            untilCertain(pointer, 1);
            untilCertain(pointer, 2);
            assertThat(ensemble.leader(2).pointer().open()).hasValue(2);
        }
    }

    /** Cut off from ZooKeeper alone, for longer than its session lasts, and nobody else was elected. */
    @Test
    void aLeaderWhoseSessionEndedGoesOnWhenNobodyElseLeads() throws Exception {
        try (CutConnection connection = new CutConnection(port(0))) {
            Attempt leader = ensemble.attempt(1, connection.address());
            Ensemble.lead(leader, 1);
            CheckpointPointer pointer = leader.opened();
            long session = leader.leadership().session();
            connection.cut();
            Ensemble.await("end of the session", () -> leader.leadership().session() != session);
            assertThatThrownBy(() -> pointer.moveTo(1)).isInstanceOf(UncertainCompletionException.class);
            connection.heal();
            untilCertain(pointer, 1);
            assertThat(leader.superseded()).isEmpty();
            assertThat(leader.broken()).isEmpty();
        }
    }

    /** It wakes up, or is healed, with a checkpoint under way: the next attempt leads by then. */
    @Test
    void oneThatWasCutOffWhileAnotherWasElectedMovesNothing() throws Exception {
        try (CutConnection connection = new CutConnection(port(0))) {
            Attempt zombie = ensemble.attempt(1, connection.address());
            Ensemble.lead(zombie, 1);
            CheckpointPointer pointer = zombie.opened();
            untilCertain(pointer, 1);
            connection.cut();
            assertThatThrownBy(() -> pointer.moveTo(2)).isInstanceOf(UncertainCompletionException.class);
            Attempt next = ensemble.leader(2);
            CheckpointPointer its = next.pointer();
            assertThat(its.open()).hasValue(1);
            connection.heal();
            assertThatThrownBy(() -> untilCertain(pointer, 2)).isInstanceOf(StaleEpochException.class);
            Ensemble.await("news of the end", () -> !zombie.superseded().isEmpty());
            untilCertain(its, 5);
            assertThat(next.superseded()).isEmpty();
            assertThat(ensemble.leader(3).pointer().open()).hasValue(5);
        }
    }
}
