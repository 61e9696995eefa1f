package io.yarnflink.api.eventtime;

import io.yarnflink.api.functions.AssignerWithPeriodicWatermarks;
import io.yarnflink.api.functions.AssignerWithPunctuatedWatermarks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Watermark strategies of assigners of release 1: one object gives the times and the watermarks. */
@SuppressWarnings("deprecation") // They are what it is for.
public final class AssignerStrategies {
    private AssignerStrategies() {}

    public static <T> WatermarkStrategy<T> of(AssignerWithPeriodicWatermarks<T> assigner) {
        Objects.requireNonNull(assigner, "timestampAndWatermarkAssigner is null");
        WatermarkStrategy<T> generators = context -> new Periodic<>(assigner);
        return generators.withTimestampAssigner(context -> assigner);
    }

    public static <T> WatermarkStrategy<T> of(AssignerWithPunctuatedWatermarks<T> assigner) {
        Objects.requireNonNull(assigner, "timestampAndWatermarkAssigner is null");
        WatermarkStrategy<T> generators = context -> new Punctuated<>(assigner);
        return generators.withTimestampAssigner(context -> assigner);
    }

    private static void emit(@Nullable Watermark watermark, WatermarkOutput output) {
        if (watermark != null) {
            output.emitWatermark(watermark);
        }
    }

    /** Asks now and then. */
    private record Periodic<T>(AssignerWithPeriodicWatermarks<T> assigner) implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            emit(assigner.getCurrentWatermark(), output);
        }
    }

    /** Asks at each record. */
    private record Punctuated<T>(AssignerWithPunctuatedWatermarks<T> assigner) implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
            emit(assigner.checkAndGetNextWatermark(event, eventTimestamp), output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
