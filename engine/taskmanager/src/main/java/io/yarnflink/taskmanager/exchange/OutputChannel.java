package io.yarnflink.taskmanager.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The producer's end of a subpartition: gathers records and hands them over as units, batches or frames; task thread
 * only.
 */
public abstract class OutputChannel<U> implements Outlet {
    private final Backpressure backpressure;
    private final Deque<U> waiting = new ArrayDeque<>();

    protected OutputChannel(Backpressure backpressure) {
        this.backpressure = backpressure;
    }

    /** Writes a record. When this returns the value may be changed again; {@code keyHash} counts only on keyed exchanges. */
    public abstract void append(@Nullable Object value, long timestamp, int keyHash);

    /** Writes a control element after all records so far. */
    public abstract void emit(Element control);

    protected abstract boolean consumerIdle();

    /** Hands over one unit when there is space. */
    protected abstract boolean offer(U unit);

    /** Drops a unit that was not handed over. */
    protected abstract void discard(U unit);

    @Override
    public final void flushIfConsumerIdle() {
        if (waiting.isEmpty() && consumerIdle()) {
            flush();
        }
    }

    @Override
    public final boolean drain() {
        while (true) {
            U next = waiting.peek();
            if (next == null) {
                return true;
            }
            if (!offer(next)) {
                return false;
            }
            waiting.remove();
        }
    }

    protected final void handOver(U unit) {
        // Whoever throws because the consumer is lost must not lose the unit, too: it holds a buffer.
        waiting.add(unit);
        if (!drain()) {
            backpressure.awaitSpace(this);
        }
    }

    /** Whether all units were handed over. */
    protected final boolean isDrained() {
        return waiting.isEmpty();
    }

    /** Drops what was not handed over, when the task ends before its time. */
    protected void close() {
        waiting.forEach(this::discard);
        waiting.clear();
    }
}
