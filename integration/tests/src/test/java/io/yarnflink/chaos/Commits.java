package io.yarnflink.chaos;

import io.yarnflink.it.VerifiedOutput;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/** When files of a job's output were committed, as a thread beside the trial sees it. */
final class Commits implements AutoCloseable {
    private static final long PERIOD_NANOS = 100_000_000;

    private final VerifiedOutput output;
    /** How many files there were, by milliseconds since the epoch. */
    private final NavigableMap<Long, Integer> seen = new ConcurrentSkipListMap<>();

    private int last;
    private volatile boolean closed;

    Commits(VerifiedOutput output) {
        this.output = output;
        Thread thread = new Thread(this::watch, "commits");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            try {
                look();
            } catch (IOException | RuntimeException e) {
                // HDFS may be the one that was hurt.
                LockSupport.parkNanos(PERIOD_NANOS);
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    /** Sees what is there now. */
    synchronized void look() throws IOException {
        int now = output.committedFiles();
        if (now > last) {
            seen.put(System.currentTimeMillis(), now);
            last = now;
        }
    }

    int count() {
        return seen.isEmpty() ? 0 : seen.lastEntry().getValue();
    }

    /** When the first one after that time came. */
    OptionalLong firstAfter(long millis) {
        Long time = seen.higherKey(millis);
        return time == null ? OptionalLong.empty() : OptionalLong.of(time);
    }

    @Override
    public void close() {
        closed = true;
    }
}
