package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of the submitting client. */
public final class ClientOptions {
    public static final ConfigOption<Duration> CLIENT_TIMEOUT = ConfigOptions.key("client.timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(20))
            .withDescription("How long one call to YARN or HDFS may take before the client gives up on it.");

    public static final ConfigOption<Duration> CANCEL_TIMEOUT = ConfigOptions.key("client.cancel-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(15))
            .withDescription("How long a job may take to end after Ctrl-C or cancel before YARN is told to kill it.");

    public static final ConfigOption<Duration> HEARTBEAT_TIMEOUT = ConfigOptions.key("client.heartbeat.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(3))
            .withDescription(
                    "Silence of the client after which a job fails whose results it fetches, or lets go of them.");

    static final List<ConfigOption<?>> ALL = List.of(CLIENT_TIMEOUT, CANCEL_TIMEOUT, HEARTBEAT_TIMEOUT);

    private ClientOptions() {}
}
