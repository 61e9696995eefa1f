package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * One restart from the failure to the next attempt: what it concerns, and how far it is. Later failures before the old
 * attempts are gone belong to it. The JobMaster's main thread only.
 */
final class Recovery {
    private final ExecutionGraph executions;
    private final Set<Integer> vertices = new TreeSet<>();
    private boolean waits = true;
    private boolean restores;
    private boolean over;

    Recovery(ExecutionGraph executions, Set<Integer> vertices) {
        this.executions = executions;
        this.vertices.addAll(vertices);
    }

    /** Waits for the strategy's delay, then tells. */
    void waitFor(Duration backoff, MainThread mainThread, Runnable waited) {
        mainThread.schedule(backoff, () -> {
            waits = false;
            waited.run();
        });
    }

    /** The delay would be of no use. */
    void hurry() {
        waits = false;
    }

    /** The vertices that begin anew. */
    Set<Integer> vertices() {
        return Set.copyOf(vertices);
    }

    void extend(Set<Integer> more) {
        vertices.addAll(more);
    }

    /** Whether the old attempts are not known to be gone, or the delay is not over. */
    boolean isOpen() {
        return !restores && !over;
    }

    boolean mayRestore() {
        return isOpen() && !waits && executions.allTerminal(vertices);
    }

    void restoring() {
        restores = true;
    }

    /** Something is missing again. */
    void reopen() {
        restores = false;
    }

    /** Another one took its place, or the job ends. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
