package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Hands records to a sink function. */
public final class SinkFunctionOperator<T> extends FunctionOperator<SinkFunction<T>, T, Void>
        implements SinkFunction.Context {
    private long timestamp = RecordBatch.NO_TIMESTAMP;
    private long watermark = Long.MIN_VALUE;

    public SinkFunctionOperator(OperatorContext context, SinkFunction<T> function) {
        super(context, NoOutput.INSTANCE, function);
    }

    @Override
    public void process(T value, long recordTimestamp) {
        timestamp = recordTimestamp;
        try {
            function.invoke(value, this);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void watermark(long newWatermark) {
        watermark = newWatermark;
        try {
            function.writeWatermark(new Watermark(newWatermark));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void endOfInput() {
        try {
            function.finish();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public boolean commitsWithCheckpoints() {
        return WrappedFunction.innermost(function) instanceof CheckpointListener;
    }

    @Override
    public long currentProcessingTime() {
        return context.environment().process().clock().wallMillis();
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public @Nullable Long timestamp() {
        return RecordTimes.orNull(timestamp);
    }
}
