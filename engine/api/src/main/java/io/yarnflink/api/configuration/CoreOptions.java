package io.yarnflink.api.configuration;

import java.util.List;

/** Options of programs and of the JVMs that run them. */
public final class CoreOptions {
    public static final ConfigOption<Integer> DEFAULT_PARALLELISM = ConfigOptions.key("parallelism.default")
            .intType()
            .defaultValue(1)
            .withDescription("Parallelism of programs and operators that set none.");

    public static final ConfigOption<String> JAVA_HOME = ConfigOptions.key("env.java.home")
            .stringType()
            .noDefaultValue()
            .withDescription("JDK 17 or newer on every NodeManager's host; unset: the JAVA_HOME NodeManagers export.");

    public static final ConfigOption<String> JAVA_OPTS_ALL = ConfigOptions.key("env.java.opts.all")
            .stringType()
            .defaultValue("")
            .withDescription("JVM options of the JobManager and of the TaskManagers, before their own.");

    public static final ConfigOption<String> JAVA_OPTS_JOBMANAGER = ConfigOptions.key("env.java.opts.jobmanager")
            .stringType()
            .defaultValue("")
            .withDescription("JVM options of the JobManager alone.");

    public static final ConfigOption<String> JAVA_OPTS_TASKMANAGER = ConfigOptions.key("env.java.opts.taskmanager")
            .stringType()
            .defaultValue("")
            .withDescription("JVM options of the TaskManagers alone.");

    static final List<ConfigOption<?>> ALL =
            List.of(DEFAULT_PARALLELISM, JAVA_HOME, JAVA_OPTS_ALL, JAVA_OPTS_JOBMANAGER, JAVA_OPTS_TASKMANAGER);

    private CoreOptions() {}
}
