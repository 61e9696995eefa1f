package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.TimestampAssignerSupplier;
import io.yarnflink.api.eventtime.WatermarkGeneratorSupplier;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** What watermark generators and timestamp assigners may use. */
record GeneratorContext(MetricGroup getMetricGroup, ActivityClock getInputActivityClock)
        implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    static GeneratorContext of(OperatorContext context) {
        return new GeneratorContext(context.getMetricGroup(), new ActivityClock(context.environment()));
    }
}
