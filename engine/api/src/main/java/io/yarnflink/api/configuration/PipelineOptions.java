package io.yarnflink.api.configuration;

import java.util.List;

/** Options of one program's pipeline. */
public final class PipelineOptions {
    public static final ConfigOption<Boolean> OBJECT_REUSE = ConfigOptions.key("pipeline.object-reuse")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether chained operators share one mutable object; faster, wrong if a function keeps it.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = ConfigOptions.key("pipeline.max-parallelism")
            .intType()
            .noDefaultValue()
            .withDescription("Key groups of operators that set none; unset: derived from each parallelism.");

    static final List<ConfigOption<?>> ALL = List.of(OBJECT_REUSE, MAX_PARALLELISM);

    private PipelineOptions() {}
}
