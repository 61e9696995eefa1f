package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.eventtime.NoWatermarksGenerator;
import io.yarnflink.api.eventtime.TimestampAssigner;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what a reader emits, gives records their time and makes watermarks, for each split apart. Task thread only. */
public final class TimedSourceOutput<T> implements ReaderOutput<T> {
    private static final String NO_SPLIT = "";

    private final WatermarkStrategy<T> strategy;
    private final OperatorContext context;
    private final TimestampAssigner<T> assigner;
    private final TimestampedCollector<T> collector;
    private final WatermarkEmitter emitter;
    private final SourceTime time;
    private final EmitInterval interval;
    private final boolean periodic;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private @Nullable Part main;
    private long records;
    private long latest = Long.MIN_VALUE;

    public TimedSourceOutput(OperatorContext context, WatermarkStrategy<T> strategy, Input<T> output) {
        this.strategy = strategy;
        collector = new TimestampedCollector<>(output, context.emissions());
        this.context = context;
        GeneratorContext generatorContext = GeneratorContext.of(context);
        assigner = strategy.createTimestampAssigner(generatorContext);
        periodic = !(strategy.createWatermarkGenerator(generatorContext) instanceof NoWatermarksGenerator);
        emitter = new WatermarkEmitter(context, output);
        time = new SourceTime(emitter);
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

    /** The watermark so far; of all splits together. */
    long watermark() {
        return emitter.current();
    }

    boolean isIdle() {
        return emitter.isIdle();
    }

    /** Makes watermarks before they are due, if a record came since whose time is beyond {@code bound}. */
    void emitBeyond(long bound) {
        if (periodic && latest > bound) {
            latest = Long.MIN_VALUE;
            parts.values().forEach(Part::emitPeriodic);
        }
    }

    /** Which splits have come further than {@code bound}; there may be others. */
    Set<String> splitsBeyond(long bound) {
        Set<String> beyond = new LinkedHashSet<>();
        parts.forEach((id, part) -> {
            if (!id.equals(NO_SPLIT) && part.watermarks.watermark() > bound) {
                beyond.add(id);
            }
        });
        return beyond;
    }

    int splits() {
        return parts.size() - (main == null ? 0 : 1);
    }

    /** While nothing is read on purpose nothing becomes idle. */
    void pause(boolean all, Set<String> splits) {
        parts.forEach((id, part) -> part.activity.pause(all || splits.contains(id)));
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
        return parts.computeIfAbsent(id, absent -> {
            GeneratorContext generatorContext = GeneratorContext.of(context);
            return new Part(
                    strategy.createWatermarkGenerator(generatorContext),
                    time.add(id),
                    generatorContext.getInputActivityClock());
        });
    }

    private long assigned(T record, long timestamp) {
        try {
            return assigner.extractTimestamp(record, timestamp);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The program's part of the source failed, or what is behind it, which says so itself. */
    private RuntimeException failed(Throwable cause) {
        context.emissions().check();
        OperatorException failure = new OperatorException(context.operatorName(), FailureKind.USER_CODE, cause);
        // The reader that called is not to blame.
        context.emissions().failed(failure);
        return failure;
    }

    /** What comes from one split, or from none. */
    private final class Part implements SourceOutput<T> {
        private final WatermarkGenerator<T> generator;
        private final SourceTime.Part watermarks;
        private final ActivityClock activity;

        Part(WatermarkGenerator<T> generator, SourceTime.Part watermarks, ActivityClock activity) {
            this.generator = generator;
            this.watermarks = watermarks;
            this.activity = activity;
        }

        @Override
        public void collect(T record) {
            collect(record, RecordBatch.NO_TIMESTAMP);
        }

        @Override
        public void collect(T record, long timestamp) {
            long assigned = assigned(record, timestamp);
            records++;
            latest = Math.max(latest, assigned);
            collector.setTimestamp(assigned);
            collector.collect(record);
            try {
                generator.onEvent(record, assigned, watermarks);
            } catch (Throwable e) {
                throw failed(e);
            }
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
