package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that whoever waits for it makes come true, by letting virtual time pass. */
final class DrivenFuture<T> extends CompletableFuture<T> {
    /** From the beginning of the simulation: a program that asks again and again does not end either. */
    private static final Duration FOREVER = Duration.ofHours(1);

    private final Simulation simulation;
    private final SimulatedProcess waiter;

    /** {@code waiter} is the process whose program waits; when it dies, whatever the program asks for fails. */
    DrivenFuture(Simulation simulation, SimulatedProcess waiter) {
        this.simulation = simulation;
        this.waiter = waiter;
    }

    private boolean isOver() {
        return isDone() || !waiter.isAlive();
    }

    private void checkWaiter() {
        if (!isDone() && !waiter.isAlive()) {
            throw new IllegalStateException(waiter.name() + " died while its program waited");
        }
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!simulation.runUntil(this::isOver, FOREVER.minusNanos(simulation.nowNanos()))) {
            throw new AssertionError("seed " + simulation.seed() + ": " + waiter.name() + " still waits after "
                    + FOREVER.toHours() + " h");
        }
        checkWaiter();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        simulation.runUntil(this::isOver, Duration.ofNanos(unit.toNanos(timeout)));
        checkWaiter();
        return super.get(0, TimeUnit.NANOSECONDS);
    }
}
