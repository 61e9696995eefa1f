package io.yarnflink.api.environment;

import io.yarnflink.api.common.TimeCharacteristic;
import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.PipelineOptions;

/** Options of programs that only release 1 has. */
@Deprecated
public class StreamPipelineOptions {
    public static final ConfigOption<TimeCharacteristic> TIME_CHARACTERISTIC = PipelineOptions.TIME_CHARACTERISTIC;
}
