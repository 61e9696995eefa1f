package io.yarnflink.api.time;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;

/** Lets a thread wait for a time, or until another one says that there is nothing to wait for any more. */
public final class Pause implements Serializable {
    private boolean ended;

    /** Returns after {@code nanos}, or at once when {@link #end} was called. */
    public synchronized void await(long nanos) throws InterruptedException {
        long begin = SystemClock.INSTANCE.nanos();
        long left = nanos;
        while (!ended && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = nanos - (SystemClock.INSTANCE.nanos() - begin);
        }
    }

    /** Ends this wait and all that follow. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }
}
