package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.eventtime.NoWatermarksGenerator;
import io.yarnflink.api.eventtime.TimestampAssigner;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a reader emits, gives records their time and makes watermarks, for each split apart. Task thread only. */
public final class TimedSourceOutput<T> implements ReaderOutput<T> {
    private static final String NO_SPLIT = "";

    private final WatermarkStrategy<T> strategy;
    private final GeneratorContext generatorContext;
    private final TimestampAssigner<T> assigner;
    private final TimestampedCollector<T> collector;
    private final SourceTime time;
    private final EmitInterval interval;
    private final boolean periodic;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private @Nullable Part main;
    private long records;

    public TimedSourceOutput(OperatorContext context, WatermarkStrategy<T> strategy, Input<T> output) {
        this.strategy = strategy;
        collector = new TimestampedCollector<>(output, context.emissions());
        generatorContext = GeneratorContext.of(context);
        assigner = strategy.createTimestampAssigner(generatorContext);
        periodic = !(strategy.createWatermarkGenerator(generatorContext) instanceof NoWatermarksGenerator);
        time = new SourceTime(new WatermarkEmitter(output, context.emissions()));
        interval = new EmitInterval(context);
    }

    /** How many records were emitted. */
    public long records() {
        return records;
    }

    /** When watermarks are due; {@code Long.MAX_VALUE} when there are none to make. */
    public long nextEmission() {
        return periodic ? interval.next() : Long.MAX_VALUE;
    }

    public void emitDue(long now) {
        if (periodic && interval.isOver(now)) {
            parts.values().forEach(Part::emitPeriodic);
        }
    }

    @Override
    public void collect(T record) {
        main().collect(record);
    }

    @Override
    public void collect(T record, long timestamp) {
        main().collect(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        main().emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        main().markIdle();
    }

    @Override
    public void markActive() {
        main().markActive();
    }

    private Part main() {
        if (main == null) {
            main = part(NO_SPLIT);
        }
        return main;
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String splitId) {
        return part(splitId);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        if (parts.remove(splitId) != null) {
            time.remove(splitId);
        }
    }

    private Part part(String id) {
        return parts.computeIfAbsent(
                id, absent -> new Part(strategy.createWatermarkGenerator(generatorContext), time.add(id)));
    }

    /** What comes from one split, or from none. */
    private final class Part implements SourceOutput<T> {
        private final WatermarkGenerator<T> generator;
        private final WatermarkOutput watermarks;

        Part(WatermarkGenerator<T> generator, WatermarkOutput watermarks) {
            this.generator = generator;
            this.watermarks = watermarks;
        }

        @Override
        public void collect(T record) {
            collect(record, RecordBatch.NO_TIMESTAMP);
        }

        @Override
        public void collect(T record, long timestamp) {
            long assigned = assigner.extractTimestamp(record, timestamp);
            records++;
            collector.setTimestamp(assigned);
            collector.collect(record);
            generator.onEvent(record, assigned, watermarks);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            watermarks.markIdle();
        }

        @Override
        public void markActive() {
            watermarks.markActive();
        }

        void emitPeriodic() {
            generator.onPeriodicEmit(watermarks);
        }
    }
}
