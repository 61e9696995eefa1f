package io.yarnflink.chaos;

import io.yarnflink.chaos.Row.NotInjected;
import io.yarnflink.it.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.apache.zookeeper.KeeperException;

/** An ensemble of three servers in this process, each behind a {@link ZooKeeperProxy}, and what jobs are told to use it. */
final class ZooKeepers implements AutoCloseable {
    private static final String ROOT = "/yarn-flink";
    private static final Pattern VALUE = Pattern.compile("(?m)^(checkpoint|epoch)=(\\d+)$");
    /** How a completion names its checkpoint. */
    private static final String COMPLETION = "checkpoint=";

    private final TestingCluster servers = new TestingCluster(3);
    private final List<ZooKeeperProxy> proxies = new ArrayList<>();
    private final Set<Integer> down = new TreeSet<>();
    private final Way way = new Way();
    private final CuratorFramework reader;

    /** {@code host}: an address of this machine that containers reach. */
    ZooKeepers(String host) throws Exception {
        servers.start();
        for (InstanceSpec server : servers.getInstances()) {
            proxies.add(new ZooKeeperProxy(InetAddress.getByName(host), server.getPort(), way));
        }
        reader = CuratorFrameworkFactory.newClient(servers.getConnectString(), new RetryOneTime(500));
        reader.start();
    }

    /** For jobs; whoever is not the application may read what stands there. */
    List<String> options() {
        return List.of(
                "-Dhigh-availability.type=zookeeper",
                "-Dhigh-availability.zookeeper.quorum="
                        + proxies.stream().map(ZooKeeperProxy::address).collect(Collectors.joining(",")),
                "-Dhigh-availability.zookeeper.client.acl=open",
                "-Dhigh-availability.zookeeper.client.session-timeout=6s");
    }

    /** What a job's pointer says: a checkpoint, 0 for none, and the leader who wrote so. */
    record Pointer(long checkpoint, long epoch) {}

    /** Empty before the first leader and after the end; fails without a quorum. */
    Optional<Pointer> pointer(String applicationId) throws Exception {
        String jobs = ROOT + "/" + applicationId + "/jobs";
        try {
            for (String job : reader.getChildren().forPath(jobs)) {
                String text = new String(reader.getData().forPath(jobs + "/" + job), StandardCharsets.UTF_8);
                List<Long> values = VALUE.matcher(text)
                        .results()
                        .sorted(Comparator.comparing((MatchResult found) -> found.group(1)))
                        .map(found -> Long.valueOf(found.group(2)))
                        .toList();
                return Optional.of(new Pointer(values.get(0), values.get(1)));
            }
            return Optional.empty();
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
    }

    /** The applications that have znodes. */
    List<String> applications() throws Exception {
        try {
            return reader.getChildren().forPath(ROOT);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    void kill(int server) throws Exception {
        down.add(server);
        servers.killServer(instance(server));
    }

    void restart(int server) throws Exception {
        servers.restartServer(instance(server));
        down.remove(server);
    }

    private InstanceSpec instance(int server) {
        return List.copyOf(servers.getInstances()).get(server);
    }

    /** From now on no connection from there gets through; those there are end. */
    void cut(Predicate<InetAddress> from) throws IOException {
        way.refused = from;
        for (ZooKeeperProxy proxy : proxies) {
            proxy.enforce();
        }
    }

    /** That many completions of checkpoints are carried out, and whoever asked for them does not hear so; returns when it is done. */
    void loseAnswers(int answers) throws Exception {
        way.toLose.set(answers);
        try {
            Deadline.await(
                    "answers of ZooKeeper lost", Trial.SOON, () -> way.toLose.get() == 0 && way.losing.get() == 0);
        } catch (AssertionError e) {
            throw new NotInjected(String.valueOf(e.getMessage()));
        }
    }

    /** Brings back what trials have hurt. */
    void heal() throws Exception {
        way.refused = client -> false;
        way.toLose.set(0);
        way.losing.set(0);
        for (int server : List.copyOf(down)) {
            restart(server);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        for (ZooKeeperProxy proxy : proxies) {
            proxy.close();
        }
        servers.close();
    }

    private static final class Way implements ZooKeeperProxy.Rules {
        private volatile Predicate<InetAddress> refused = client -> false;
        /** Completions whose answer is still to be lost, and those under way. */
        private final AtomicInteger toLose = new AtomicInteger();

        private final AtomicInteger losing = new AtomicInteger();

        @Override
        public boolean refuses(InetAddress client) {
            return refused.test(client);
        }

        @Override
        public boolean losesAnswerTo(String request) {
            if (!request.contains(COMPLETION) || toLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return false;
            }
            losing.incrementAndGet();
            return true;
        }

        @Override
        public void answerLost() {
            losing.decrementAndGet();
        }
    }
}
