package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Timers of processing time that call code without keys; task thread only. */
public final class ProcessingTimers implements ProcessingTimeService {
    private final Clock clock;
    private final PriorityQueue<Registered> queue = new PriorityQueue<>();
    private long registered;

    public ProcessingTimers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long getCurrentProcessingTime() {
        return clock.wallMillis();
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        Registered timer = new Registered(timestamp, registered++, target);
        queue.add(timer);
        return timer;
    }

    /** When the next call is due; {@code Long.MAX_VALUE} when there is none. */
    public long next() {
        Registered first = queue.peek();
        return first == null ? Long.MAX_VALUE : first.timestamp;
    }

    /** Calls what is due; what is registered meanwhile waits for the next call. */
    public void advance(long now) throws Exception {
        List<Registered> due = new ArrayList<>();
        while (next() <= now) {
            due.add(queue.remove());
        }
        for (Registered timer : due) {
            if (!timer.isCancelled()) {
                timer.run();
                timer.target.onProcessingTime(timer.timestamp);
            }
        }
    }

    /** A call to come. */
    private final class Registered extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long timestamp;
        private final long sequence;
        private final ProcessingTimeCallback target;

        Registered(long timestamp, long sequence, ProcessingTimeCallback target) {
            super(() -> null);
            this.timestamp = timestamp;
            this.sequence = sequence;
            this.target = target;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(timestamp - clock.wallMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Registered that = (Registered) other;
            int byTime = Long.compare(timestamp, that.timestamp);
            return byTime != 0 ? byTime : Long.compare(sequence, that.sequence);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
