package io.yarnflink.jobmanager.ha;

import io.yarnflink.api.configuration.HighAvailabilityOptions.Acl;
import io.yarnflink.transport.rpc.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;

/** Processes of an application before one ensemble, and an operator who sees and changes what is in it. */
final class Ensemble implements AutoCloseable {
    /** What servers say of connections that break is what these tests are about. */
    private static final Logger SERVERS = Logger.getLogger("org.apache.zookeeper");

    static final String APPLICATION = "application_1_0001";
    static final String FOLDER = "/yarn-flink/" + APPLICATION;
    static final String POINTER = FOLDER + "/jobs/job";
    private static final byte[] KEY = "the application's".getBytes(StandardCharsets.UTF_8);
    private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();

    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    static {
        SERVERS.setLevel(Level.OFF);
    }

    private final String quorum;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Duration session;

    Ensemble(String quorum, Duration session) {
        this.quorum = quorum;
        this.session = session;
    }

    /** A process that may lead, and what it was told. */
    record Attempt(ZooKeeperLeadership leadership, List<String> superseded, List<String> broken) {
        CheckpointPointer pointer() {
            return leadership.of("job").orElseThrow();
        }

        /** Its pointer, once it has found what is there. */
        CheckpointPointer opened() throws Exception {
            CheckpointPointer pointer = pointer();
            if (pointer.open().isEmpty()) {
                pointer.moveTo(0);
            }
            return pointer;
        }
    }

    ZooKeeperSettings settings(String servers, Acl acl) {
        return new ZooKeeperSettings(
                servers,
                "/yarn-flink",
                APPLICATION,
                acl,
                new ZooKeeperSettings.Patience(session, Duration.ofSeconds(2), Duration.ofMillis(100), 2));
    }

    Attempt attempt(long epoch) {
        return attempt(epoch, quorum, APPLICATION, KEY, Acl.CREATOR);
    }

    Attempt attempt(long epoch, String servers) {
        return attempt(epoch, servers, APPLICATION, KEY, Acl.CREATOR);
    }

    Attempt attempt(long epoch, String servers, String application, byte[] key, Acl acl) {
        List<String> superseded = new CopyOnWriteArrayList<>();
        List<String> broken = new CopyOnWriteArrayList<>();
        ZooKeeperLeadership leadership = new ZooKeeperLeadership(
                settings(servers, acl),
                key,
                new ZooKeeperLeadership.Candidate(application, epoch, "container_" + epoch),
                new ZooKeeperLeadership.Fate() {
                    @Override
                    public void superseded(String why) {
                        superseded.add(why);
                    }

                    @Override
                    public void broken(String why) {
                        broken.add(why);
                    }
                });
        opened.add(leadership);
        return new Attempt(leadership, superseded, broken);
    }

    /** One that leads, if nobody with a higher epoch does. */
    Attempt leader(long epoch) throws InterruptedException {
        Attempt attempt = attempt(epoch);
        lead(attempt, epoch);
        return attempt;
    }

    static void lead(Attempt attempt, long epoch) throws InterruptedException {
        attempt.leadership().lead(new Address("host-" + epoch, 4711, "resourcemanager"));
    }

    ZooKeeperLeaders follower(Runnable news) {
        ZooKeeperLeaders leaders = new ZooKeeperLeaders(settings(quorum, Acl.CREATOR), KEY, news);
        opened.add(leaders);
        return leaders;
    }

    /** Has the application's key; {@code without} it is just anybody. */
    CuratorFramework operator(boolean without) {
        CuratorFrameworkFactory.Builder builder =
                CuratorFrameworkFactory.builder().connectString(quorum).retryPolicy(new RetryOneTime(100));
        if (!without) {
            builder.authorization(
                    "digest", ("yarn-flink:" + HexFormat.of().formatHex(KEY)).getBytes(StandardCharsets.UTF_8));
        }
        CuratorFramework operator = builder.build();
        operator.start();
        opened.add(operator);
        return operator;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within a minute");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
