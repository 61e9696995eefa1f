package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.exchange.Outlet;
import java.util.List;

/** All outlets of a task; task thread only. */
final class Outlets {
    private final Outlet[] outlets;

    Outlets(List<Outlet> outlets) {
        this.outlets = outlets.toArray(new Outlet[0]);
    }

    /** Hands over what waits; false when some has to wait on. */
    boolean drain() {
        boolean drained = true;
        for (Outlet outlet : outlets) {
            drained &= outlet.drain();
        }
        return drained;
    }

    /** Hands over what is still to go out as the task is over; false when that has to wait on. */
    boolean finish() {
        boolean finished = true;
        for (Outlet outlet : outlets) {
            finished &= outlet.finish();
        }
        return finished;
    }

    /** As {@link #drain}, after the last checkpoint. */
    boolean drainStopped() {
        boolean drained = true;
        for (Outlet outlet : outlets) {
            drained &= outlet.drainStopped();
        }
        return drained;
    }

    /** After how many nanoseconds one may get further without being woken; {@code Long.MAX_VALUE} for never. */
    long waitNanos() {
        long nanos = Long.MAX_VALUE;
        for (Outlet outlet : outlets) {
            nanos = Math.min(nanos, outlet.waitNanos());
        }
        return nanos;
    }

    void flush() {
        for (Outlet outlet : outlets) {
            outlet.flush();
        }
    }

    void flushIfConsumersIdle() {
        for (Outlet outlet : outlets) {
            outlet.flushIfConsumerIdle();
        }
    }

    long records() {
        long records = 0;
        for (Outlet outlet : outlets) {
            records += outlet.records();
        }
        return records;
    }

    long bytes() {
        long bytes = 0;
        for (Outlet outlet : outlets) {
            bytes += outlet.bytes();
        }
        return bytes;
    }
}
