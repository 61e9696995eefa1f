package io.yarnflink.taskmanager;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import java.time.Duration;

/** Who a TaskManager is, what it has and how patient it is; {@code startedAt} in milliseconds since the epoch. */
public record TaskExecutorConfig(
        String taskManagerId, SlotResources resources, long startedAt, Patience patience, ExchangeSettings exchange) {

    /**
     * How long to wait for what.
     *
     * @param ask for the answer to a request
     * @param registration for the first ResourceManager to take the TaskManager
     * @param leaderWait for a new leader, after the last one was lost
     * @param progressInterval between reports of what tasks have done
     * @param cancellationInterval before a task that was canceled and goes on is interrupted again
     * @param cancellationTimeout before such a task ends its process
     */
    public record Patience(
            Duration ask,
            Duration registration,
            Duration leaderWait,
            Duration progressInterval,
            Duration cancellationInterval,
            Duration cancellationTimeout) {
        private static final Configuration DEFAULTS = new Configuration();

        public static final Patience STANDARD = new Patience(
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                DEFAULTS.get(TaskManagerOptions.LEADER_WAIT),
                Duration.ofMillis(500),
                DEFAULTS.get(TaskManagerOptions.TASK_CANCELLATION_INTERVAL),
                DEFAULTS.get(TaskManagerOptions.TASK_CANCELLATION_TIMEOUT));
    }
}
