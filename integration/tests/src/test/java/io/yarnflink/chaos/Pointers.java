package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.chaos.ZooKeepers.Pointer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** What a job's pointer in ZooKeeper has said, as a thread beside the trial sees it. */
final class Pointers implements AutoCloseable {
    private static final long PERIOD_NANOS = 50_000_000;

    private final ZooKeepers ensemble;
    private final String applicationId;
    private final List<Pointer> seen = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Pointers(ZooKeepers ensemble, String applicationId) {
        this.ensemble = ensemble;
        this.applicationId = applicationId;
        Thread thread = new Thread(this::watch, "pointers");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            try {
                ensemble.pointer(applicationId)
                        .filter(now ->
                                seen.isEmpty() || !seen.get(seen.size() - 1).equals(now))
                        .ifPresent(seen::add);
            } catch (Exception e) {
                // The ensemble may be the one that was hurt.
                LockSupport.parkNanos(PERIOD_NANOS);
            }
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    /** Fails when it ever went back, to an earlier checkpoint or to an earlier leader. */
    void assertGrowing() {
        assertThat(seen).as("what the pointer has said").isNotEmpty();
        assertThat(seen).extracting(Pointer::checkpoint).isSorted();
        assertThat(seen).extracting(Pointer::epoch).isSorted();
    }

    @Override
    public void close() {
        closed = true;
    }
}
