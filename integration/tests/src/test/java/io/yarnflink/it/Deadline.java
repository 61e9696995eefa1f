package io.yarnflink.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions outside this JVM, which nothing announces. */
public final class Deadline {
    private Deadline() {}

    public static void await(String condition, Duration limit, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + condition);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
