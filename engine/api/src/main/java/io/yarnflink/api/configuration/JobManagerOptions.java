package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.List;

/** Options of the JobManager. */
public final class JobManagerOptions {
    public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY = ConfigOptions.key(
                    "jobmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("Memory of the ApplicationMaster's container, all of the JVM included.");

    public static final ConfigOption<Duration> SLOT_REQUEST_TIMEOUT = ConfigOptions.key("slot.request.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("How long a job waits for its slots before it fails for want of resources.");

    public static final ConfigOption<Duration> HEARTBEAT_INTERVAL = ConfigOptions.key("heartbeat.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("Time between heartbeats of JobManager and TaskManagers.");

    public static final ConfigOption<Duration> HEARTBEAT_TIMEOUT = ConfigOptions.key("heartbeat.timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Silence after which a peer counts as lost; above heartbeat.interval.");

    static final List<ConfigOption<?>> ALL =
            List.of(TOTAL_PROCESS_MEMORY, SLOT_REQUEST_TIMEOUT, HEARTBEAT_INTERVAL, HEARTBEAT_TIMEOUT);

    private JobManagerOptions() {}
}
