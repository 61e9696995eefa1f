package io.yarnflink.testkit.storage;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.jobmanager.ha.ZooKeeperLeadership;
import io.yarnflink.jobmanager.ha.ZooKeeperSettings;
import io.yarnflink.transport.rpc.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The same promises as in memory, by a server in this process. */
class ZooKeeperPointersTest extends CheckpointPointerContractTest {
    /** What servers say of connections that break is what these tests are about. */
    private static final Logger SERVERS = Logger.getLogger("org.apache.zookeeper");

    static {
        SERVERS.setLevel(Level.OFF);
    }

    private final List<ZooKeeperLeadership> leaders = new ArrayList<>();
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(true);
    }

    @AfterEach
    void stop() throws Exception {
        leaders.forEach(ZooKeeperLeadership::close);
        server.close();
    }

    @Override
    CheckpointPointer pointer(long epoch) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_MODE, HighAvailabilityOptions.Type.ZOOKEEPER);
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, server.getConnectString());
        ZooKeeperLeadership leader = new ZooKeeperLeadership(
                ZooKeeperSettings.from(configuration, "application_1_0001"),
                new byte[] {1},
                new ZooKeeperLeadership.Candidate("application_1_0001", epoch, "container_" + epoch),
                new NoFate());
        leaders.add(leader);
        leader.lead(new Address("host", 1, "resourcemanager"));
        return leader.of("job").orElseThrow();
    }

    /** Those who ask are told as well. */
    private static final class NoFate implements ZooKeeperLeadership.Fate {
        @Override
        public void superseded(String why) {}

        @Override
        public void broken(String why) {
            throw new AssertionError(why);
        }
    }
}
