package io.yarnflink.state;

import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.StateTtlConfig.IncrementalCleanupStrategy;
import io.yarnflink.api.state.StateTtlConfig.StateVisibility;
import io.yarnflink.api.state.StateTtlConfig.UpdateType;
import io.yarnflink.api.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides which values are over. */
final class TimeToLive {
    private final StateTtlConfig config;
    private final Clock clock;
    private final long millis;

    TimeToLive(StateTtlConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        millis = config.getTimeToLive().toMillis();
    }

    <V> Expiring<V> now(@Nullable V value) {
        return new Expiring<>(value, clock.wallMillis());
    }

    boolean isOver(Expiring<?> value) {
        // A time to live of nearly for ever must not overflow.
        return clock.wallMillis() - millis >= value.touchedAt();
    }

    /** Says of values whether they were over at this moment, however long that takes. */
    Predicate<Expiring<?>> overByNow() {
        long latest = clock.wallMillis() - millis;
        return value -> latest >= value.touchedAt();
    }

    /** Whether reading a value starts its time anew. */
    boolean renewsOnRead() {
        return config.getUpdateType() == UpdateType.OnReadAndWrite;
    }

    /** Whether a value that is over is shown to who happens upon it first. */
    boolean showsExpired() {
        return config.getStateVisibility() == StateVisibility.ReturnExpiredIfNotCleanedUp;
    }

    /** How many values to look at on each access; 0 when none. */
    int sweptEntries() {
        IncrementalCleanupStrategy strategy = config.getCleanupStrategies().getIncrementalCleanupStrategy();
        return strategy == null ? 0 : strategy.getCleanupSize();
    }
}
