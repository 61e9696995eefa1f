package io.yarnflink.taskmanager.output;

import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;

/** Distributes what an operator emits over channels to other tasks. */
public abstract class ExchangeOutput<T> extends Input<T> {
    private final String operatorName;
    private final OutputChannel<?>[] channels;

    ExchangeOutput(String operatorName, List<OutputChannel<?>> channels) {
        this.operatorName = operatorName;
        this.channels = channels.toArray(new OutputChannel<?>[0]);
    }

    final int channelCount() {
        return channels.length;
    }

    final void write(int channel, T value, long timestamp, int keyHash) {
        try {
            channels[channel].append(value, timestamp, keyHash);
        } catch (RecordException e) {
            throw failed(e);
        }
    }

    final RuntimeException failed(Throwable cause) {
        return new OperatorException(operatorName, FailureKind.USER_CODE, cause);
    }

    @Override
    public final void watermark(long timestamp) {
        for (OutputChannel<?> channel : channels) {
            channel.emit(new Watermark(timestamp));
        }
    }

    @Override
    public final void status(WatermarkStatus status) {
        for (OutputChannel<?> channel : channels) {
            channel.emit(status);
        }
    }

    /** Sends the barrier of a checkpoint behind all that was emitted so far. */
    public final void barrier(Barrier barrier) {
        for (OutputChannel<?> channel : channels) {
            channel.emit(barrier);
        }
    }

    @Override
    public final void endOfInput() {
        for (OutputChannel<?> channel : channels) {
            channel.emit(EndOfInput.INSTANCE);
        }
    }
}
