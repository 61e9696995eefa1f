package io.yarnflink.jobmanager.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.HighAvailabilityOptions.Acl;
import io.yarnflink.jobmanager.ha.Ensemble.Attempt;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperLeadershipTest {
    private TestingServer server;
    private Ensemble ensemble;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(true);
        ensemble = new Ensemble(server.getConnectString(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws Exception {
        ensemble.close();
        server.close();
    }

    @Test
    void theNextLeaderGoesOnFromTheCheckpointThatTheLastOneNamed() throws Exception {
        Attempt first = ensemble.leader(1);
        CheckpointPointer pointer = first.pointer();
        assertThat(pointer.open()).isEmpty();
        pointer.moveTo(0);
        pointer.moveTo(1);
        pointer.moveTo(2);
        assertThat(ensemble.leader(2).pointer().open()).hasValue(2);
        assertThat(first.broken()).isEmpty();
    }

    /** Both processes live, and both reach ZooKeeper. */
    @Test
    void anEarlierLeaderMovesNothingAndIsToldAtOnce() throws Exception {
        Attempt first = ensemble.leader(1);
        CheckpointPointer zombie = first.opened();
        zombie.moveTo(1);
        Attempt second = ensemble.leader(2);
        assertThatThrownBy(() -> zombie.moveTo(2))
                .isInstanceOf(StaleEpochException.class)
                .hasMessageContaining("Epoch 1 has been superseded: epoch 2 leads from host-2");
        assertThat(second.pointer().open()).hasValue(1);
        Ensemble.await("news of the end", () -> !first.superseded().isEmpty());
        assertThat(first.superseded().get(0)).contains("epoch 2 leads from host-2");
        assertThat(second.superseded()).isEmpty();
    }

    /** It was asleep since before its election. */
    @Test
    void anEarlierAttemptThatWakesUpLateIsNotElected() throws Exception {
        Attempt second = ensemble.leader(2);
        second.opened().moveTo(1);
        Attempt first = ensemble.leader(1);
        assertThat(first.superseded()).hasSize(1);
        assertThatThrownBy(() -> first.pointer().open()).isInstanceOf(StaleEpochException.class);
        assertThat(second.superseded()).isEmpty();
        second.opened().moveTo(2);
    }

    @Test
    void whoFollowsFindsTheLeaderAndHearsOfTheNext() throws Exception {
        Semaphore news = new Semaphore(0);
        ensemble.leader(1);
        ZooKeeperLeaders leaders = ensemble.follower(news::release);
        assertThat(leaders.newest().orElseThrow().resourceManager().host()).isEqualTo("host-1");
        news.acquire();
        ensemble.leader(2);
        news.acquire();
        assertThat(leaders.newest().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void nothingIsLeftAfterTheEndWhoeverEndsIt() throws Exception {
        ensemble.leader(1).opened().moveTo(3);
        Attempt second = ensemble.attempt(2);
        second.leadership().end();
        CuratorFramework operator = ensemble.operator(false);
        assertThat(operator.getChildren().forPath("/yarn-flink")).isEmpty();
        second.leadership().end();
        assertThat(second.broken()).isEmpty();
    }

    @Test
    void anEarlierAttemptDoesNotEndTheApplicationOfTheNext() throws Exception {
        Attempt first = ensemble.leader(1);
        ensemble.leader(2).opened().moveTo(1);
        assertThatThrownBy(() -> first.leadership().end()).isInstanceOf(StaleEpochException.class);
        assertThat(ensemble.leader(3).pointer().open()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leader", "jobs/job"})
    void garbageEndsTheAttemptAndNamesTheZnode(String name) throws Exception {
        ensemble.leader(1).opened().moveTo(1);
        CuratorFramework operator = ensemble.operator(false);
        String path = Ensemble.FOLDER + "/" + name;
        byte[] good = operator.getData().forPath(path);
        for (byte[] bad : new byte[][] {
            {},
            {0, 1, 2, -1},
            new byte[1_000_000],
            new String(good, StandardCharsets.UTF_8)
                    .replace("epoch=1", "epoch=7")
                    .getBytes(StandardCharsets.UTF_8),
            new String(good, StandardCharsets.UTF_8)
                    .replaceFirst(" 1\n", " 2\n")
                    .getBytes(StandardCharsets.UTF_8)
        }) {
            operator.setData().forPath(path, bad);
            Attempt next = ensemble.leader(2);
            if (next.broken().isEmpty()) {
                assertThatThrownBy(() -> next.pointer().open()).hasMessageContaining(path);
            }
            assertThat(next.broken()).hasSize(1);
            assertThat(next.broken().get(0)).contains("znode " + path);
            assertThat(next.superseded()).isEmpty();
            assertThat(operator.getData().forPath(path)).isEqualTo(bad);
        }
    }

    @Test
    void aPointerThatSomeoneElseChangesOrDeletesEndsTheAttempt() throws Exception {
        Attempt first = ensemble.leader(1);
        CheckpointPointer pointer = first.opened();
        CuratorFramework operator = ensemble.operator(false);
        operator.setData().forPath(Ensemble.POINTER, new byte[] {2});
        assertThatThrownBy(() -> pointer.moveTo(1)).isInstanceOf(UncertainCompletionException.class);
        assertThat(first.broken().get(0)).contains(Ensemble.POINTER).contains("changed by someone who does not lead");
        operator.delete().forPath(Ensemble.POINTER);
        assertThatThrownBy(() -> pointer.moveTo(1)).isInstanceOf(UncertainCompletionException.class);
        assertThat(first.broken().get(1)).contains("it is gone");
    }

    @Test
    void aFolderWithoutItsLeaderIsNotTakenForANewOne() throws Exception {
        ensemble.leader(1).opened().moveTo(1);
        ensemble.operator(false).delete().forPath(Ensemble.FOLDER + "/leader");
        Attempt next = ensemble.leader(2);
        assertThat(next.broken().get(0)).contains("znode " + Ensemble.FOLDER + ": it has no leader");
    }

    @Test
    void theFolderOfAnotherApplicationIsLeftAlone() throws Exception {
        ensemble.leader(1).opened().moveTo(1);
        Attempt other = ensemble.attempt(
                5,
                server.getConnectString(),
                "application_2_0002",
                "the application's".getBytes(StandardCharsets.UTF_8),
                Acl.CREATOR);
        Ensemble.lead(other, 5);
        assertThat(other.broken().get(0)).contains("it is that of " + Ensemble.APPLICATION);
        assertThatThrownBy(() -> other.leadership().end()).hasMessageContaining("it is that of");
    }

    @Test
    void nobodyElseReadsOrChangesWhatTheApplicationKeeps() throws Exception {
        ensemble.leader(1).opened().moveTo(1);
        CuratorFramework anybody = ensemble.operator(true);
        assertThatThrownBy(() -> anybody.getData().forPath(Ensemble.POINTER))
                .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> anybody.setData().forPath(Ensemble.POINTER, new byte[0]))
                .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> anybody.delete().forPath(Ensemble.POINTER))
                .isInstanceOf(KeeperException.NoAuthException.class);
        assertThatThrownBy(() -> anybody.setData().forPath("/yarn-flink", new byte[0]))
                .isInstanceOf(KeeperException.NoAuthException.class);
        Attempt stranger =
                ensemble.attempt(2, server.getConnectString(), Ensemble.APPLICATION, new byte[] {1}, Acl.CREATOR);
        Ensemble.lead(stranger, 2);
        assertThat(stranger.broken().get(0))
                .contains("znode " + Ensemble.FOLDER + "/leader: ZooKeeper does not let this application use it");
    }

    @Test
    void whatIsOpenIsReadByEverybodyAndChangedByNobodyElse() throws Exception {
        Attempt open = ensemble.attempt(
                1,
                server.getConnectString(),
                Ensemble.APPLICATION,
                "the application's".getBytes(StandardCharsets.UTF_8),
                Acl.OPEN);
        Ensemble.lead(open, 1);
        open.opened().moveTo(7);
        CuratorFramework anybody = ensemble.operator(true);
        assertThat(new String(anybody.getData().forPath(Ensemble.POINTER), StandardCharsets.UTF_8))
                .startsWith("yarn-flink checkpoint 1\njob=job\ncheckpoint=7\nepoch=1\ncrc32c=");
        assertThatThrownBy(() -> anybody.setData().forPath(Ensemble.POINTER, new byte[0]))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }
}
