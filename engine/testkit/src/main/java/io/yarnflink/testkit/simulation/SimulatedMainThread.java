package io.yarnflink.testkit.simulation;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.SplittableRandom;

/** A main thread whose actions are events, in their order but not at once. */
final class SimulatedMainThread implements MainThread {
    private static final int LONGEST_WAIT_NANOS = 50_000;

    private final String name;
    private final Simulation simulation;
    private final SimulatedProcess process;
    private final SplittableRandom random;
    private long lastNanos;
    private boolean closed;

    SimulatedMainThread(String name, Simulation simulation, SimulatedProcess process, SplittableRandom random) {
        this.name = name;
        this.simulation = simulation;
        this.process = process;
        this.random = random;
    }

    @Override
    public void checkCurrent() {
        if (!simulation.isCurrent(this)) {
            throw new IllegalStateException("Only main thread " + name + " of " + process.name() + " may do this");
        }
    }

    @Override
    public void execute(Runnable action) {
        // Actions handed over earlier come first, as in a real thread's queue.
        lastNanos = Math.max(lastNanos + 1, simulation.nowNanos() + random.nextInt(LONGEST_WAIT_NANOS));
        process.at(lastNanos, label(), this, () -> runIfOpen(action));
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        long at = simulation.nowNanos() + delay.toNanos() + random.nextInt(LONGEST_WAIT_NANOS);
        Simulation.Cancellable scheduled = process.at(at, label(), this, () -> runIfOpen(action));
        return scheduled::cancel;
    }

    @Override
    public void fatal(Throwable cause) {
        simulation.violation(cause);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void runIfOpen(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    private String label() {
        return process.name() + "/" + name;
    }
}
