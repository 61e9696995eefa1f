package io.yarnflink.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures how long this machine lets a thread wait that only wants to sleep: what is longer than a heartbeat spoils a trial. */
final class Hiccups {
    private static final Duration NAP = Duration.ofMillis(50);

    private volatile long longestNanos;

    Hiccups() {
        Thread thread = new Thread(this::watch, "hiccups");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP.toNanos());
            longestNanos = Math.max(longestNanos, System.nanoTime() - before - NAP.toNanos());
        }
    }

    void begin() {
        longestNanos = 0;
    }

    /** The longest since {@link #begin}. */
    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }
}
