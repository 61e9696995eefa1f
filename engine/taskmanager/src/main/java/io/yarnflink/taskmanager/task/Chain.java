package io.yarnflink.taskmanager.task;

import io.yarnflink.api.spi.FinalAccumulators;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.SnapshotRequest;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.output.ExchangeOutput;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task's operators, head first, with what feeds them and what they write to; task thread only. */
final class Chain {
    private static final long LAST_CHECKPOINT_ID = Long.MAX_VALUE;

    /** Those of a job that is under way travel again and again. */
    private static final int LARGE_ACCUMULATORS = 256 * 1024;

    private final Head head;
    private final List<OperatorLifecycle> operators;
    private final List<ProcessingTimed> timed;
    private final List<ExchangeOutput<Object>> exits;
    private final Outlets outlets;
    private int firstOpened;

    /** {@code exits} are what it emits to other tasks through. */
    Chain(Head head, List<OperatorLifecycle> operators, List<ExchangeOutput<Object>> exits, Outlets outlets) {
        this.head = head;
        this.operators = List.copyOf(operators);
        this.exits = List.copyOf(exits);
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

    /** Those that checkpoints and commits concern; none when all was over before a restore. */
    private List<OperatorLifecycle> opened() {
        return operators.subList(firstOpened, operators.size());
    }

    /** As {@link OperatorLifecycle#beforeBarrier}, the head first: what it emits the others still get; who never opened has nothing. */
    void beforeBarrier(long checkpointId, Consumer<PreparedCommit> prepared) {
        opened().forEach(operator -> operator.beforeBarrier(checkpointId, prepared));
    }

    void sendBarrier(Barrier barrier) {
        exits.forEach(exit -> exit.barrier(barrier));
    }

    /** What the operators are now; nothing when they were never opened. */
    List<TaskSnapshot.Part> snapshot(SnapshotRequest checkpoint) {
        List<TaskSnapshot.Part> parts = new ArrayList<>();
        try {
            for (OperatorLifecycle operator : opened()) {
                parts.add(new TaskSnapshot.Part(operator.context().operatorId(), operator.snapshot(checkpoint)));
            }
            return parts;
        } catch (RuntimeException | Error e) {
            parts.forEach(part -> part.snapshot().keyed().discard());
            throw e;
        }
    }

    void checkpointCompleted(long checkpointId) {
        opened().forEach(operator -> operator.checkpointCompleted(checkpointId));
    }

    void checkpointAborted(long checkpointId) {
        opened().forEach(operator -> operator.checkpointAborted(checkpointId));
    }

    /**
     * The task had ended, but perhaps died before its sinks heard of the checkpoint that lets them publish: they do so when
     * they are opened.
     */
    void publish(SavedState saved) {
        for (OperatorLifecycle operator : operators) {
            if (operator.commitsWithCheckpoints()
                    && saved.operators().containsKey(operator.context().operatorId())) {
                operator.open();
                operator.close();
            }
        }
    }

    /** Tells the other tasks that nothing comes, though no operator was opened: all was emitted before a restore. */
    void endUnopened() {
        for (ExchangeOutput<Object> exit : exits) {
            exit.watermark(Long.MAX_VALUE);
            exit.endOfInput();
        }
    }

    /** All is written: what sinks have prepared and not handed on goes on its way. */
    void commitAtEnd(List<PreparedCommit> uncommitted) {
        opened().forEach(operator -> operator.commitAtEnd(uncommitted));
    }

    /**
     * The end of bounded input stands for a last checkpoint to sinks that commit with checkpoints. Sources are not told:
     * what they emitted may still be on its way.
     */
    void completeLastCheckpoint(long now) {
        List<OperatorLifecycle> sinks = opened().stream()
                .filter(OperatorLifecycle::commitsWithCheckpoints)
                .toList();
        sinks.forEach(sink -> sink.snapshotState(new SnapshotRequest(LAST_CHECKPOINT_ID, now, false)));
        sinks.forEach(sink -> sink.checkpointCompleted(LAST_CHECKPOINT_ID));
    }

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
        for (OperatorLifecycle operator : operators) {
            try {
                operator.context().closeState();
            } catch (Throwable e) {
                first = merge(first, e);
            }
        }
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
