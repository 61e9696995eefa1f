package io.yarnflink.api.configuration;

import java.util.List;

/** Options of the TaskManagers. */
public final class TaskManagerOptions {
    public static final ConfigOption<Integer> NUM_TASK_SLOTS = ConfigOptions.key("taskmanager.numberOfTaskSlots")
            .intType()
            .defaultValue(1)
            .withDescription("Slots of one TaskManager: how many parallel pipelines it runs.");

    public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY = ConfigOptions.key(
                    "taskmanager.memory.process.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1728))
            .withDescription("Memory of a TaskManager's container, all of the JVM included.");

    static final List<ConfigOption<?>> ALL = List.of(NUM_TASK_SLOTS, TOTAL_PROCESS_MEMORY);

    private TaskManagerOptions() {}
}
