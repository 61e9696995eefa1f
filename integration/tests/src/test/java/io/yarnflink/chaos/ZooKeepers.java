package io.yarnflink.chaos;

import java.util.List;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;

/** An ensemble of three servers in this process, and what jobs are told to use it. */
final class ZooKeepers implements AutoCloseable {
    private final TestingCluster servers;

    ZooKeepers() throws Exception {
        servers = new TestingCluster(3);
        servers.start();
    }

    List<String> options() {
        return List.of(
                "-Dhigh-availability.type=zookeeper",
                "-Dhigh-availability.zookeeper.quorum=" + servers.getConnectString(),
                "-Dhigh-availability.zookeeper.client.session-timeout=6s");
    }

    void kill(int server) throws Exception {
        servers.killServer(instance(server));
    }

    void restart(int server) throws Exception {
        servers.restartServer(instance(server));
    }

    private InstanceSpec instance(int server) {
        return List.copyOf(servers.getInstances()).get(server);
    }

    @Override
    public void close() throws java.io.IOException {
        servers.close();
    }
}
