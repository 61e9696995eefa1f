package io.yarnflink.api.configuration;

import java.util.List;

/** How the memory of a process is divided; parts not set are derived from the process size. */
public final class MemoryOptions {
    public static final ConfigOption<MemorySize> JOBMANAGER_METASPACE = ConfigOptions.key(
                    "jobmanager.memory.jvm-metaspace.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("The ApplicationMaster's class metadata.");

    public static final ConfigOption<MemorySize> JOBMANAGER_OFF_HEAP = ConfigOptions.key(
                    "jobmanager.memory.off-heap.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("The ApplicationMaster's direct memory.");

    public static final ConfigOption<MemorySize> JOBMANAGER_OVERHEAD_MIN = ConfigOptions.key(
                    "jobmanager.memory.jvm-overhead.min")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(192))
            .withDescription("Least of the ApplicationMaster's memory for threads, code and the JVM itself.");

    public static final ConfigOption<MemorySize> JOBMANAGER_OVERHEAD_MAX = ConfigOptions.key(
                    "jobmanager.memory.jvm-overhead.max")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("Most of the ApplicationMaster's memory for threads, code and the JVM itself.");

    public static final ConfigOption<Double> JOBMANAGER_OVERHEAD_FRACTION = ConfigOptions.key(
                    "jobmanager.memory.jvm-overhead.fraction")
            .doubleType()
            .defaultValue(0.1)
            .withDescription("Share of the ApplicationMaster's process size for threads, code and the JVM itself.");

    public static final ConfigOption<MemorySize> METASPACE = ConfigOptions.key("taskmanager.memory.jvm-metaspace.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("A TaskManager's class metadata, the job's classes included.");

    public static final ConfigOption<MemorySize> OVERHEAD_MIN = ConfigOptions.key("taskmanager.memory.jvm-overhead.min")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(192))
            .withDescription("Least of a TaskManager's memory for threads, code and the JVM itself.");

    public static final ConfigOption<MemorySize> OVERHEAD_MAX = ConfigOptions.key("taskmanager.memory.jvm-overhead.max")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("Most of a TaskManager's memory for threads, code and the JVM itself.");

    public static final ConfigOption<Double> OVERHEAD_FRACTION = ConfigOptions.key(
                    "taskmanager.memory.jvm-overhead.fraction")
            .doubleType()
            .defaultValue(0.1)
            .withDescription("Share of a TaskManager's process size for threads, code and the JVM itself.");

    public static final ConfigOption<MemorySize> FRAMEWORK_HEAP = ConfigOptions.key(
                    "taskmanager.memory.framework.heap.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("Heap of a TaskManager beside its tasks'.");

    public static final ConfigOption<MemorySize> FRAMEWORK_OFF_HEAP = ConfigOptions.key(
                    "taskmanager.memory.framework.off-heap.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(128))
            .withDescription("Direct memory of a TaskManager beside its tasks'.");

    public static final ConfigOption<MemorySize> TASK_OFF_HEAP = ConfigOptions.key(
                    "taskmanager.memory.task.off-heap.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(0))
            .withDescription("Direct memory that user code of all slots takes.");

    public static final ConfigOption<Double> MANAGED_FRACTION = ConfigOptions.key("taskmanager.memory.managed.fraction")
            .doubleType()
            .defaultValue(0.0)
            .withDescription(
                    "Share of engine memory kept off the heap for native state; state on the heap needs none.");

    public static final ConfigOption<Double> NETWORK_FRACTION = ConfigOptions.key("taskmanager.memory.network.fraction")
            .doubleType()
            .defaultValue(0.1)
            .withDescription("Share of engine memory for buffers between TaskManagers.");

    public static final ConfigOption<MemorySize> NETWORK_MIN = ConfigOptions.key("taskmanager.memory.network.min")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(64))
            .withDescription("Least memory for buffers between TaskManagers.");

    public static final ConfigOption<MemorySize> NETWORK_MAX = ConfigOptions.key("taskmanager.memory.network.max")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1024))
            .withDescription("Most memory for buffers between TaskManagers.");

    static final List<ConfigOption<?>> ALL = List.of(
            JOBMANAGER_METASPACE,
            JOBMANAGER_OFF_HEAP,
            JOBMANAGER_OVERHEAD_MIN,
            JOBMANAGER_OVERHEAD_MAX,
            JOBMANAGER_OVERHEAD_FRACTION,
            METASPACE,
            OVERHEAD_MIN,
            OVERHEAD_MAX,
            OVERHEAD_FRACTION,
            FRAMEWORK_HEAP,
            FRAMEWORK_OFF_HEAP,
            TASK_OFF_HEAP,
            MANAGED_FRACTION,
            NETWORK_FRACTION,
            NETWORK_MIN,
            NETWORK_MAX);

    private MemoryOptions() {}
}
