package io.yarnflink.api.eventtime;

import java.time.Duration;
import java.util.Objects;

/** How a source's records get their time and its watermarks are made. */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // Users write a strategy as a lambda that makes a generator.
public interface WatermarkStrategy<T> extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {

    @Override
    WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context);

    /** Keeps the records' own time unless {@link #withTimestampAssigner} says otherwise. */
    @Override
    default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return new RecordTimestampAssigner<>();
    }

    default WatermarkAlignmentParams getAlignmentParameters() {
        return WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED;
    }

    default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> timestampAssigner) {
        Objects.requireNonNull(timestampAssigner, "timestampAssigner is null");
        return new ComposedStrategy<>(this, timestampAssigner, getAlignmentParameters());
    }

    default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> timestampAssigner) {
        return withTimestampAssigner(TimestampAssignerSupplier.of(timestampAssigner));
    }

    /** Nothing waits for a subtask or split that had no record for {@code idleTimeout}. */
    default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
        Duration timeout = WatermarksWithIdleness.positive(idleTimeout);
        return new ComposedStrategy<>(
                context -> new WatermarksWithIdleness<>(
                        createWatermarkGenerator(context), timeout, context.getInputActivityClock()),
                this,
                getAlignmentParameters());
    }

    /** Sources of {@code watermarkGroup} do not run ahead of the slowest by more than the drift. */
    default WatermarkStrategy<T> withWatermarkAlignment(String watermarkGroup, Duration maxAllowedWatermarkDrift) {
        return withWatermarkAlignment(watermarkGroup, maxAllowedWatermarkDrift, Duration.ofSeconds(1));
    }

    default WatermarkStrategy<T> withWatermarkAlignment(
            String watermarkGroup, Duration maxAllowedWatermarkDrift, Duration updateInterval) {
        return new ComposedStrategy<>(
                this, this, WatermarkAlignmentParams.of(watermarkGroup, maxAllowedWatermarkDrift, updateInterval));
    }

    /** For timestamps that never go back within one subtask or split. */
    static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
        return context -> new AscendingTimestampsWatermarks<>();
    }

    /** For timestamps that are at most this far behind the highest one so far. */
    static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
        BoundedOutOfOrdernessWatermarks.millisOf(maxOutOfOrderness);
        return context -> new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    }

    static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
        return Objects.requireNonNull(generatorSupplier, "generatorSupplier is null")::createWatermarkGenerator;
    }

    static <T> WatermarkStrategy<T> noWatermarks() {
        return context -> new NoWatermarksGenerator<>();
    }
}
