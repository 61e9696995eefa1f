package io.yarnflink.api.configuration;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.TimeCharacteristic;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL = ConfigOptions.key(
                    "pipeline.auto-watermark-interval")
            .durationType()
            .defaultValue(Duration.ofMillis(200))
            .withDescription("How often watermarks are made periodically; 0: never.");

    public static final ConfigOption<ExecutionConfig.ClosureCleanerLevel> CLOSURE_CLEANER_LEVEL = ConfigOptions.key(
                    "pipeline.closure-cleaner-level")
            .enumType(ExecutionConfig.ClosureCleanerLevel.class)
            .defaultValue(ExecutionConfig.ClosureCleanerLevel.RECURSIVE)
            .withDescription("How deep functions let go of objects that they hold only by where they were written.");

    public static final ConfigOption<Boolean> AUTO_GENERATE_UIDS = ConfigOptions.key("pipeline.auto-generate-uids")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether operators may do without a uid; off: a program with such an operator is refused.");

    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS = ConfigOptions.key(
                    "pipeline.global-job-parameters")
            .mapType()
            .noDefaultValue()
            .withDescription("What all functions of a program may read by name, such as 'a:1,b:2'.");

    public static final ConfigOption<List<String>> CACHED_FILES = ConfigOptions.key("pipeline.cached-files")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("Files for all functions of a program, such as 'name:f,path:hdfs:///f,executable:false'.");

    public static final ConfigOption<Boolean> OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM =
            ConfigOptions.key("pipeline.operator-chaining.chain-operators-with-different-max-parallelism")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether operators with different max parallelisms may share a task.");

    public static final ConfigOption<TimeCharacteristic> TIME_CHARACTERISTIC = ConfigOptions.key(
                    "pipeline.time-characteristic")
            .enumType(TimeCharacteristic.class)
            .defaultValue(TimeCharacteristic.EventTime)
            .withDescription("The time of windows that are made with timeWindow; windows of release 2 say theirs.");

    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("execution.buffer-timeout.interval")
            .durationType()
            .defaultValue(Duration.ofMillis(100))
            .withDescription(
                    "At most how long records wait to be sent; tasks send whenever they would wait themselves.");

    public static final ConfigOption<Boolean> BUFFER_TIMEOUT_ENABLED = ConfigOptions.key(
                    "execution.buffer-timeout.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether a bound for that was asked for.");

    static final List<ConfigOption<?>> ALL = List.of(
            OBJECT_REUSE,
            MAX_PARALLELISM,
            OPERATOR_CHAINING,
            OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM,
            NAME,
            AUTO_WATERMARK_INTERVAL,
            CLOSURE_CLEANER_LEVEL,
            GENERIC_TYPES,
            AUTO_GENERATE_UIDS,
            GLOBAL_JOB_PARAMETERS,
            CACHED_FILES,
            TIME_CHARACTERISTIC,
            BUFFER_TIMEOUT,
            BUFFER_TIMEOUT_ENABLED);

    private PipelineOptions() {}
}
