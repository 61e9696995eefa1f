package io.yarnflink.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HighAvailabilityOptionsTest {
    @Test
    void zooKeeperIsAskedForByNameAndNeedsItsServers() {
        assertThat(HighAvailabilityOptions.usesZooKeeper(new Configuration())).isFalse();
        assertThat(HighAvailabilityOptions.usesZooKeeper(Configuration.fromMap(Map.of(
                        "high-availability.type",
                        "ZooKeeper",
                        "high-availability.zookeeper.quorum",
                        "a:2181, b:2181"))))
                .isTrue();
        assertThatThrownBy(() -> HighAvailabilityOptions.usesZooKeeper(
                        Configuration.fromMap(Map.of("high-availability.type", "zookeeper"))))
                .hasMessage("high-availability.type is zookeeper, but high-availability.zookeeper.quorum is not set;"
                        + " name the servers there, such as 'zk1:2181,zk2:2181,zk3:2181'");
        assertThatThrownBy(() -> HighAvailabilityOptions.HA_MODE.parse("zookeper"))
                .hasMessage("high-availability.type: 'zookeper' is not one of none, zookeeper");
    }

    @Test
    void namesThatZooKeeperOrItsClientCouldNotTakeAreRefused() {
        for (String quorum : List.of("zk1", "zk1:", "zk1:2181,", "zk1:2181/root", "a b:2181", "")) {
            assertThatThrownBy(() -> HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.parse(quorum))
                    .hasMessage("high-availability.zookeeper.quorum: '" + quorum
                            + "' is not servers with their ports, such as 'zk1:2181,zk2:2181,zk3:2181'");
        }
        for (String path : List.of("yarn-flink", "/", "/a/", "//a", "/a/../b", "/a/.", "")) {
            assertThatThrownBy(() -> HighAvailabilityOptions.HA_ZOOKEEPER_ROOT.parse(path))
                    .hasMessageContaining("is not a path, such as '/yarn-flink'");
        }
        for (String id : List.of("a/b", "..", "", "a b")) {
            assertThatThrownBy(() -> HighAvailabilityOptions.HA_CLUSTER_ID.parse(id))
                    .hasMessageContaining("is not a name of letters");
        }
        assertThat(HighAvailabilityOptions.HA_ZOOKEEPER_ROOT.parse("/a/b-c")).isEqualTo("/a/b-c");
        assertThat(HighAvailabilityOptions.HA_CLUSTER_ID.parse("application_1_2"))
                .isEqualTo("application_1_2");
    }
}
