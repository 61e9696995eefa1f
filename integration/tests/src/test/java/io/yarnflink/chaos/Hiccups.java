package io.yarnflink.chaos;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/** Measures how long this machine lets a thread wait that only wants to sleep: what is longer than a heartbeat spoils a trial. */
final class Hiccups {
    private static final Duration NAP = Duration.ofMillis(50);

    /** What is worth being remembered. */
    private static final Duration LONG = Duration.ofMillis(200);

    /** Lengths by the time when they were over. */
    private final NavigableMap<Long, Duration> seen = new ConcurrentSkipListMap<>();

    Hiccups() {
        Thread thread = new Thread(this::watch, "hiccups");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP.toNanos());
            Duration late = Duration.ofNanos(System.nanoTime() - before).minus(NAP);
            if (late.compareTo(LONG) > 0) {
                seen.put(System.nanoTime(), late);
            }
        }
    }

    /** The longest that was over after that {@link System#nanoTime}. */
    Duration longestSince(long nanoTime) {
        return seen.tailMap(nanoTime).values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
