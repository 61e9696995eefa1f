package io.yarnflink.jobmanager.ha;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.api.configuration.HighAvailabilityOptions.Acl;
import java.time.Duration;

/** Which ensemble, where in it, and how patient with it. {@code root} holds the folders of all applications. */
public record ZooKeeperSettings(String quorum, String root, String clusterId, Acl acl, Patience patience) {
    /** How long a session, a connection and the pause before another try last, and how many more tries there are. */
    public record Patience(Duration session, Duration connection, Duration retryWait, int retries) {}

    /** Fails when the servers are not named. */
    public static ZooKeeperSettings from(Configuration configuration, String applicationId) {
        if (!HighAvailabilityOptions.usesZooKeeper(configuration)) {
            throw new IllegalArgumentException(HighAvailabilityOptions.HA_MODE.key() + " is not zookeeper");
        }
        return new ZooKeeperSettings(
                configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, ""),
                configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_ROOT),
                configuration.get(HighAvailabilityOptions.HA_CLUSTER_ID, applicationId),
                configuration.get(HighAvailabilityOptions.ZOOKEEPER_CLIENT_ACL),
                new Patience(
                        configuration.get(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT),
                        configuration.get(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT),
                        configuration.get(HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT),
                        configuration.get(HighAvailabilityOptions.ZOOKEEPER_MAX_RETRY_ATTEMPTS)));
    }

    /** The application's folder. */
    String folder() {
        return root + "/" + clusterId;
    }

    String leader() {
        return folder() + "/leader";
    }

    String jobs() {
        return folder() + "/jobs";
    }

    /** The znode that names a job's checkpoint. */
    String checkpoint(String jobId) {
        return jobs() + "/" + jobId;
    }
}
