package io.yarnflink.api.eventtime;

/** A strategy whose parts come from different places. */
record ComposedStrategy<T>(
        WatermarkGeneratorSupplier<T> generators,
        TimestampAssignerSupplier<T> assigners,
        WatermarkAlignmentParams getAlignmentParameters)
        implements WatermarkStrategy<T> {
    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return generators.createWatermarkGenerator(context);
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return assigners.createTimestampAssigner(context);
    }
}
