package io.yarnflink.api.configuration;

import java.time.Duration;
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

    public static final ConfigOption<Duration> LEADER_WAIT = ConfigOptions.key("taskmanager.leader-wait")
            .durationType()
            .defaultValue(Duration.ofMinutes(3))
            .withDescription("How long a TaskManager that lost its ApplicationMaster waits for the next attempt.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_INTERVAL = ConfigOptions.key(
                    "task.cancellation.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How often a canceled task that goes on is interrupted again.");

    public static final ConfigOption<Duration> TASK_CANCELLATION_TIMEOUT = ConfigOptions.key(
                    "task.cancellation.timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(3))
            .withDescription("After which time a canceled task that goes on ends its TaskManager; 0: never.");

    static final List<ConfigOption<?>> ALL = List.of(
            NUM_TASK_SLOTS, TOTAL_PROCESS_MEMORY, LEADER_WAIT, TASK_CANCELLATION_INTERVAL, TASK_CANCELLATION_TIMEOUT);

    private TaskManagerOptions() {}
}
