package io.yarnflink.taskmanager.operators.async;

import io.yarnflink.api.windowing.evictors.TimestampedValue;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One record's request: its attempts and, in the end, its results. Answers come from any thread, the rest is the task's. */
final class Pending<I, O> {
    private final I value;
    private final long timestamp;
    private long deadline;
    private int attempts;
    private long retryAt = Long.MAX_VALUE;
    private boolean timedOut;
    private @Nullable Collection<O> results;

    /** {@code deadline} in milliseconds since the epoch; {@code Long.MAX_VALUE} for none. */
    Pending(I value, long timestamp, long deadline) {
        this.value = value;
        this.timestamp = timestamp;
        this.deadline = deadline;
    }

    I value() {
        return value;
    }

    long timestamp() {
        return timestamp;
    }

    TimestampedValue<I> record() {
        return timestamp == RecordBatch.NO_TIMESTAMP
                ? new TimestampedValue<>(value)
                : new TimestampedValue<>(value, timestamp);
    }

    int nextAttempt() {
        retryAt = Long.MAX_VALUE;
        attempts++;
        return attempts;
    }

    int attempts() {
        return attempts;
    }

    void retryAt(long time) {
        retryAt = time;
    }

    boolean waitsToRetry() {
        return retryAt != Long.MAX_VALUE;
    }

    /** Whether it is time for another attempt. */
    boolean isRetryDue(long now) {
        return results == null && retryAt <= now;
    }

    boolean isOverdue(long now) {
        return results == null && deadline <= now;
    }

    /** Whether what comes is the answer to the timeout, which is the last. */
    boolean isTimedOut() {
        return timedOut;
    }

    /** The timeout has been told; it is told once. */
    void toldTimeout() {
        timedOut = true;
        deadline = Long.MAX_VALUE;
        retryAt = Long.MAX_VALUE;
    }

    /** When something is to be done about it; {@code Long.MAX_VALUE} when it only waits for an answer. */
    long nextTime() {
        return results == null ? Math.min(deadline, retryAt) : Long.MAX_VALUE;
    }

    boolean isDone() {
        return results != null;
    }

    void done(Collection<O> answer) {
        results = answer;
    }

    Collection<O> results() {
        if (results == null) {
            throw new IllegalStateException("the request for " + value + " has no answer yet");
        }
        return results;
    }
}
