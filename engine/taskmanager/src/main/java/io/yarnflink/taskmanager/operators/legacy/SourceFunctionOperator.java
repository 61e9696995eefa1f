package io.yarnflink.taskmanager.operators.legacy;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.chain.FunctionLifecycle;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.PolledSource;
import io.yarnflink.taskmanager.operators.time.WatermarkEmitter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a source function on a thread of its own; everything behind it stays on the task's thread, which takes over what
 * the function emits.
 */
public final class SourceFunctionOperator<T> implements PolledSource, FunctionLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFunctionOperator.class);
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofSeconds(1);
    /** Longer than a TaskManager waits for a canceled task before it ends itself. */
    private static final int MOST_INTERRUPTS = 200;

    private final OperatorContext context;
    private final SourceFunction<T> function;
    private final Input<T> output;
    private final WatermarkEmitter emitter;
    private final Handover handover;
    private final HandoverContext<T> emissions;
    private @Nullable Companion companion;
    private boolean opened;
    /** Whether the function was told to end. */
    private boolean told;

    private long records;

    public SourceFunctionOperator(
            OperatorContext context, SourceFunction<T> function, TypeSerializer<T> serializer, Input<T> output) {
        this.context = context;
        this.function = function;
        this.output = output;
        emitter = new WatermarkEmitter(context, output);
        handover = new Handover(context.environment().turns());
        emissions = new HandoverContext<>(handover, serializer);
    }

    @Override
    public OperatorContext context() {
        return context;
    }

    @Override
    public Function userFunction() {
        return function;
    }

    @Override
    public void open() {
        opened = true;
        FunctionLifecycle.super.open();
        companion = context.environment().turns().companion("source loop", this::loop);
    }

    /** The companion's thread. */
    private void loop() {
        try {
            function.run(emissions);
            handover.end(null);
        } catch (Throwable e) {
            // The task's thread reports it, or knows that it was canceled.
            handover.end(e);
        }
    }

    @Override
    public boolean isAvailable() {
        return handover.isAvailable();
    }

    @Override
    public InputStatus poll() {
        if (emitTaken() || !handover.isAtEnd()) {
            return InputStatus.MORE_AVAILABLE;
        }
        Throwable failure = handover.failure();
        if (failure != null) {
            throw failed(failure);
        }
        // Nothing may come behind the end, should a thread of the function outlive its loop.
        handover.close();
        emitTaken();
        emitter.emitWatermark(Watermark.MAX_WATERMARK);
        output.endOfInput();
        return InputStatus.END_OF_INPUT;
    }

    /** What the loop still emits until it returns counts: its function says that it has emitted it. */
    @Override
    public boolean endEarly() {
        if (!told) {
            told = true;
            try {
                function.cancel();
            } catch (Throwable e) {
                throw failed(e);
            }
        }
        return false;
    }

    /** Passes on what the loop has emitted; false when that is nothing. */
    @SuppressWarnings("unchecked") // Only the context puts records in.
    private boolean emitTaken() {
        Handover.Batch batch = handover.take();
        for (int i = 0; i < batch.size(); i++) {
            Object value = batch.value(i);
            if (value == Handover.WATERMARK) {
                emitter.emitWatermark(new Watermark(batch.timestamp(i)));
            } else if (value == Handover.IDLE) {
                emitter.markIdle();
            } else {
                emitter.markActive();
                records++;
                output.process((T) value, batch.timestamp(i));
            }
        }
        return batch.size() > 0;
    }

    /** The barrier must come behind what the function counts as emitted, and before all that it emits next. */
    @Override
    public void duringCheckpoint(Runnable taking) {
        lockedBehindAllEmitted(taking);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext checkpoint) {
        lockedBehindAllEmitted(() -> FunctionLifecycle.super.snapshotState(checkpoint));
    }

    @Override
    public void checkpointCompleted(long checkpointId) {
        locked(() -> FunctionLifecycle.super.checkpointCompleted(checkpointId));
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        locked(() -> FunctionLifecycle.super.checkpointAborted(checkpointId));
    }

    private void lockedBehindAllEmitted(Runnable call) {
        locked(() -> {
            emitTaken();
            call.run();
        });
    }

    /** Under the lock. What the function has emitted waits on, as nothing may come behind the last checkpoint. */
    private void locked(Runnable call) {
        // The loop may hold the lock while it waits for space.
        handover.setBounded(false);
        synchronized (emissions.getCheckpointLock()) {
            handover.setBounded(true);
            call.run();
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public void addSplits(int version, List<byte[]> serialized, boolean noMore) {
        throw new IllegalStateException("splits were assigned to '" + operatorName() + "', which has none");
    }

    @Override
    public void close() {
        if (companion != null) {
            endLoop(companion);
        }
        if (opened) {
            FunctionLifecycle.super.close();
        }
    }

    /** Asks first, then interrupts: the loop may wait for something that the function's {@code cancel} does not know. */
    private void endLoop(Companion loop) {
        boolean runs = !handover.hasEnded();
        if (runs && !told) {
            try {
                function.cancel();
            } catch (Throwable e) {
                LOG.warn("'{}' failed to cancel its loop", operatorName(), e);
            }
        }
        handover.close();
        for (int i = 0; i < MOST_INTERRUPTS; i++) {
            if (runs) {
                loop.interrupt();
            }
            if (loop.awaitEnd(BETWEEN_INTERRUPTS)) {
                return;
            }
        }
        LOG.error("'{}' does not leave its run(), although it was cancelled and interrupted", operatorName());
    }
}
