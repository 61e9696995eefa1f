package io.yarnflink.api.eventtime;

import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.api.time.SystemClock;
import java.io.Serializable;

/** Makes a {@link WatermarkGenerator} for each subtask or split. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {
    WatermarkGenerator<T> createWatermarkGenerator(Context context);

    /** What a generator may use. */
    interface Context {
        MetricGroup getMetricGroup();

        /** Runs while records can arrive: backpressure must not look like idleness. The machine's where none is given. */
        default RelativeClock getInputActivityClock() {
            return new RelativeClock() {
                @Override
                public long relativeTimeMillis() {
                    return relativeTimeNanos() / 1_000_000;
                }

                @Override
                public long relativeTimeNanos() {
                    return SystemClock.INSTANCE.nanos();
                }
            };
        }
    }
}
