package io.yarnflink.api.configuration;

import java.util.List;

/** Options of one program's pipeline. */
public final class PipelineOptions {
    public static final ConfigOption<Boolean> OBJECT_REUSE = ConfigOptions.key("pipeline.object-reuse")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether chained operators share one mutable object; faster, wrong if a function keeps it.");

    public static final ConfigOption<Boolean> GENERIC_TYPES = ConfigOptions.key("pipeline.generic-types")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether types that only slow Java serialization can write are accepted.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = ConfigOptions.key("pipeline.max-parallelism")
            .intType()
            .noDefaultValue()
            .withDescription("Key groups of operators that set none; unset: derived from each parallelism.");

    public static final ConfigOption<Boolean> OPERATOR_CHAINING = ConfigOptions.key(
                    "pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether operators that pass records straight on share a task; turn off to measure them.");

    public static final ConfigOption<String> NAME = ConfigOptions.key("pipeline.name")
            .stringType()
            .defaultValue("Streaming Job")
            .withDescription("The name of jobs whose program gives none.");

    static final List<ConfigOption<?>> ALL =
            List.of(OBJECT_REUSE, GENERIC_TYPES, MAX_PARALLELISM, OPERATOR_CHAINING, NAME);

    private PipelineOptions() {}
}
