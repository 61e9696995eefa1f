package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of what keeps an application going when its JobManager is lost. */
public final class HighAvailabilityOptions {
    /** Where leaders and checkpoints are agreed on. */
    public enum Type {
        /** On the file system of checkpoints and staging; there is always that much. */
        NONE,
        /** In a ZooKeeper ensemble beside it. */
        ZOOKEEPER
    }

    /** Who may read what is kept in ZooKeeper; nobody but the application may change it. */
    public enum Acl {
        OPEN,
        CREATOR
    }

    public static final ConfigOption<Type> HA_MODE = ConfigOptions.key("high-availability.type")
            .enumType(Type.class)
            .defaultValue(Type.NONE)
            .withDescription("Where leaders and checkpoints are agreed on: none (HDFS alone, which outlives an"
                    + " ApplicationMaster too) or zookeeper.");

    public static final ConfigOption<String> HA_CLUSTER_ID = ConfigOptions.key("high-availability.cluster-id")
            .textType("a name of letters, digits, '.', '_' and '-'", "[A-Za-z0-9_-][A-Za-z0-9._-]*")
            .noDefaultValue()
            .withDescription("The application's folder in ZooKeeper, which no other may have; its id unless set.");

    public static final ConfigOption<String> HA_ZOOKEEPER_QUORUM = ConfigOptions.key(
                    "high-availability.zookeeper.quorum")
            .textType(
                    "servers with their ports, such as 'zk1:2181,zk2:2181,zk3:2181'",
                    "[^\\s,:/]+:\\d{1,5}(\\s*,\\s*[^\\s,:/]+:\\d{1,5})*")
            .noDefaultValue()
            .withDescription("The servers of the ZooKeeper ensemble; zookeeper needs them.");

    public static final ConfigOption<String> HA_ZOOKEEPER_ROOT = ConfigOptions.key(
                    "high-availability.zookeeper.path.root")
            .textType("a path, such as '/yarn-flink'", "(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")
            .defaultValue("/yarn-flink")
            .withDescription("The folder in ZooKeeper that applications have theirs in.");

    public static final ConfigOption<Duration> ZOOKEEPER_SESSION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.session-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(60))
            .withDescription("How long ZooKeeper keeps a silent client's session; nothing is lost with it.");

    public static final ConfigOption<Duration> ZOOKEEPER_CONNECTION_TIMEOUT = ConfigOptions.key(
                    "high-availability.zookeeper.client.connection-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(15))
            .withDescription("How long a connection to ZooKeeper is waited for before a call fails.");

    public static final ConfigOption<Duration> ZOOKEEPER_RETRY_WAIT = ConfigOptions.key(
                    "high-availability.zookeeper.client.retry-wait")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("How long after a failure a call to ZooKeeper is tried again.");

    public static final ConfigOption<Integer> ZOOKEEPER_MAX_RETRY_ATTEMPTS = ConfigOptions.key(
                    "high-availability.zookeeper.client.max-retry-attempts")
            .intType()
            .defaultValue(3)
            .withDescription("How often a call to ZooKeeper is tried again before it counts as failed.");

    public static final ConfigOption<Acl> ZOOKEEPER_CLIENT_ACL = ConfigOptions.key(
                    "high-availability.zookeeper.client.acl")
            .enumType(Acl.class)
            .defaultValue(Acl.CREATOR)
            .withDescription("Who may read the application's znodes: creator (itself alone) or open (everybody);"
                    + " only the application changes them.");

    static final List<ConfigOption<?>> ALL = List.of(
            HA_MODE,
            HA_CLUSTER_ID,
            HA_ZOOKEEPER_QUORUM,
            HA_ZOOKEEPER_ROOT,
            ZOOKEEPER_SESSION_TIMEOUT,
            ZOOKEEPER_CONNECTION_TIMEOUT,
            ZOOKEEPER_RETRY_WAIT,
            ZOOKEEPER_MAX_RETRY_ATTEMPTS,
            ZOOKEEPER_CLIENT_ACL);

    private HighAvailabilityOptions() {}

    /** Whether an ensemble is asked for; fails when it is, and its servers are not named. */
    public static boolean usesZooKeeper(ReadableConfig configuration) {
        if (configuration.get(HA_MODE) != Type.ZOOKEEPER) {
            return false;
        }
        if (configuration.getOptional(HA_ZOOKEEPER_QUORUM).isEmpty()) {
            throw new IllegalArgumentException(HA_MODE.key() + " is zookeeper, but " + HA_ZOOKEEPER_QUORUM.key()
                    + " is not set; name the servers there, such as 'zk1:2181,zk2:2181,zk3:2181'");
        }
        return true;
    }
}
