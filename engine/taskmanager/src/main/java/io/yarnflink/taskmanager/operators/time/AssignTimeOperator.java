package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.TimestampAssigner;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** Gives records their time and makes watermarks; those that come from before are dropped, but for the final one. */
public final class AssignTimeOperator<T> extends Operator<T, T> implements ProcessingTimed {
    private final TimestampAssigner<T> assigner;
    private final WatermarkGenerator<T> generator;
    private final WatermarkEmitter emitter;
    private final EmitInterval interval;

    public AssignTimeOperator(OperatorContext context, Input<T> output, WatermarkStrategy<T> strategy) {
        super(context, output);
        GeneratorContext generatorContext = GeneratorContext.of(context);
        emitter = new WatermarkEmitter(context, output);
        interval = new EmitInterval(context);
        try {
            assigner = strategy.createTimestampAssigner(generatorContext);
            generator = strategy.createWatermarkGenerator(generatorContext);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void process(T value, long timestamp) {
        long assigned;
        try {
            assigned = assigner.extractTimestamp(value, timestamp);
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(value, assigned);
        try {
            generator.onEvent(value, assigned, emitter);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        if (timestamp == Long.MAX_VALUE) {
            emitter.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }

    /** Idleness is the generator's to tell. */
    @Override
    public void status(WatermarkStatus status) {}

    @Override
    public long nextProcessingTime() {
        return interval.next();
    }

    @Override
    public void advanceProcessingTime(long now) {
        if (interval.isOver(now)) {
            try {
                generator.onPeriodicEmit(emitter);
            } catch (Throwable e) {
                throw failed(e);
            }
        }
    }
}
