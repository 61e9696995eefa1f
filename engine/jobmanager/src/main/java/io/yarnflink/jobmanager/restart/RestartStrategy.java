package io.yarnflink.jobmanager.restart;

import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ReadableConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** Decides what follows a failure of one job; counts the failures. The JobMaster's main thread only. */
public interface RestartStrategy {
    /** The job failed at {@code nowNanos}: how long to wait before it restarts, or empty when it shall not. */
    Optional<Duration> failed(long nowNanos);

    /** For people: why the strategy lets no job restart now. */
    String exhausted();

    /**
     * What the configuration asks for. Without checkpoints there is nothing to go on from, so nothing restarts unless asked
     * for; with them a job restarts for ever, ever later.
     */
    static RestartStrategy from(ReadableConfig configuration, SplittableRandom random) {
        return RestartStrategies.fromConfiguration(configuration)
                .map(asked -> of(asked, random))
                .orElseGet(() -> CheckpointingOptions.isCheckpointingEnabled(configuration)
                        ? ExponentialDelay.from(configuration, random)
                        : new NoRestart());
    }

    private static RestartStrategy of(RestartStrategies.RestartStrategyConfiguration asked, SplittableRandom random) {
        if (asked instanceof RestartStrategies.FixedDelayRestartStrategyConfiguration fixed) {
            return new FixedDelay(fixed.getRestartAttempts(), fixed.getDurationBetweenAttempts());
        }
        if (asked instanceof RestartStrategies.FailureRateRestartStrategyConfiguration rate) {
            return new FailureRate(
                    rate.getMaxFailureRate(), rate.getFailureIntervalDuration(), rate.getDurationBetweenAttempts());
        }
        return asked instanceof RestartStrategies.ExponentialDelayRestartStrategyConfiguration growing
                ? new ExponentialDelay(growing, random)
                : new NoRestart();
    }
}
