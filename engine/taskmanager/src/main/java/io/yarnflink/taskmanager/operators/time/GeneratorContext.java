package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.TimestampAssignerSupplier;
import io.yarnflink.api.eventtime.WatermarkGeneratorSupplier;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.RelativeClock;
import io.yarnflink.taskmanager.chain.OperatorContext;
import java.util.concurrent.TimeUnit;

/** What watermark generators and timestamp assigners may use. */
record GeneratorContext(MetricGroup getMetricGroup, RelativeClock getInputActivityClock)
        implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    static GeneratorContext of(OperatorContext context) {
        return new GeneratorContext(
                context.getMetricGroup(),
                new Elapsed(context.environment().process().clock()));
    }

    /** The process's clock as distances. */
    private record Elapsed(Clock clock) implements RelativeClock {
        @Override
        public long relativeTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(clock.nanos());
        }

        @Override
        public long relativeTimeNanos() {
            return clock.nanos();
        }
    }
}
