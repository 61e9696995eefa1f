package io.yarnflink.taskmanager.task;

import io.yarnflink.api.spi.FinalAccumulators;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's operators, head first, with what feeds them and what they write to; task thread only. */
final class Chain {
    private static final long LAST_CHECKPOINT_ID = Long.MAX_VALUE;

    /** Those of a job that is under way travel again and again. */
    private static final int LARGE_ACCUMULATORS = 256 * 1024;

    private final Head head;
    private final List<OperatorLifecycle> operators;
    private final List<ProcessingTimed> timed;
    private final Outlets outlets;
    private int firstOpened;

    Chain(Head head, List<OperatorLifecycle> operators, Outlets outlets) {
        this.head = head;
        this.operators = List.copyOf(operators);
        this.outlets = outlets;
        timed = operators.stream()
                .filter(ProcessingTimed.class::isInstance)
                .map(ProcessingTimed.class::cast)
                .toList();
        firstOpened = operators.size();
    }

    Head head() {
        return head;
    }

    Outlets outlets() {
        return outlets;
    }

    /** The last operator first, so that one that emits as it opens finds the next one open. */
    void open() {
        while (firstOpened > 0) {
            firstOpened--;
            operators.get(firstOpened).open();
        }
    }

    /**
     * The end of bounded input stands for a last checkpoint to sinks that commit with checkpoints. Sources are not told:
     * what they emitted may still be on its way.
     */
    void completeLastCheckpoint(long now) {
        List<OperatorLifecycle> sinks = operators.stream()
                .filter(OperatorLifecycle::commitsWithCheckpoints)
                .toList();
        sinks.forEach(sink -> sink.snapshotState(new LastCheckpoint(LAST_CHECKPOINT_ID, now)));
        sinks.forEach(sink -> sink.checkpointCompleted(LAST_CHECKPOINT_ID));
    }

    private record LastCheckpoint(long getCheckpointId, long getCheckpointTimestamp)
            implements FunctionSnapshotContext {}

    /** Closes what was opened, even if some of it fails; then throws the first failure. */
    void close() {
        Throwable first = null;
        for (int i = operators.size() - 1; i >= firstOpened; i--) {
            try {
                operators.get(i).close();
            } catch (Throwable e) {
                first = merge(first, e);
            }
        }
        firstOpened = operators.size();
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (first != null) {
            throw new IllegalStateException("an operator failed to close", first);
        }
    }

    private static Throwable merge(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    /** What the functions' accumulators have come to, for the program. */
    byte[] accumulators() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (OperatorLifecycle operator : operators) {
            try {
                all.writeBytes(FinalAccumulators.encode(operator.context().accumulated()));
            } catch (RuntimeException e) {
                throw new OperatorException(operator.operatorName(), FailureKind.USER_CODE, e);
            }
        }
        return all.toByteArray();
    }

    boolean accumulates() {
        for (OperatorLifecycle operator : operators) {
            if (operator.context().accumulates()) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #accumulators}, but empty while one of them cannot be told, or while they are large. */
    byte[] accumulatorsSoFar() {
        try {
            byte[] all = accumulators();
            return all.length > LARGE_ACCUMULATORS ? new byte[0] : all;
        } catch (OperatorException e) {
            return new byte[0];
        }
    }

    /** When the next timer is due, in milliseconds since the epoch; {@code Long.MAX_VALUE} when there is none. */
    long nextProcessingTime() {
        long next = Long.MAX_VALUE;
        for (ProcessingTimed operator : timed) {
            next = Math.min(next, operator.nextProcessingTime());
        }
        return next;
    }

    void advanceProcessingTime(long now) {
        for (ProcessingTimed operator : timed) {
            operator.advanceProcessingTime(now);
        }
    }
}
