package io.yarnflink.api.configuration;

import java.util.List;
import java.util.stream.Stream;

/** Every option there is, in the order of the configuration file. */
public final class KnownOptions {
    /** Keys with this prefix go to Hadoop's configuration, without the prefix. */
    public static final String HADOOP_PREFIX = "hadoop.";

    private KnownOptions() {}

    public static List<ConfigOption<?>> all() {
        return Stream.of(
                        CoreOptions.ALL,
                        PipelineOptions.ALL,
                        CheckpointingOptions.ALL,
                        StateBackendOptions.ALL,
                        StateRecoveryOptions.ALL,
                        RestartStrategyOptions.ALL,
                        HighAvailabilityOptions.ALL,
                        ExecutionOptions.ALL,
                        JobManagerOptions.ALL,
                        ResourceManagerOptions.ALL,
                        TaskManagerOptions.ALL,
                        MemoryOptions.ALL,
                        YarnOptions.ALL,
                        ClientOptions.ALL)
                .<ConfigOption<?>>flatMap(List::stream)
                .toList();
    }
}
