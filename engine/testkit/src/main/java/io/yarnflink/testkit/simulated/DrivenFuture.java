package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that whoever waits for it makes come true, by letting virtual time pass. */
final class DrivenFuture<T> extends CompletableFuture<T> {
    private static final Duration FOREVER = Duration.ofHours(2);

    private final Simulation simulation;

    DrivenFuture(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (!simulation.runUntil(this::isDone, FOREVER)) {
            throw new AssertionError(
                    "seed " + simulation.seed() + ": nothing happens any more, after " + FOREVER.toHours() + " h");
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        simulation.runUntil(this::isDone, Duration.ofNanos(unit.toNanos(timeout)));
        return super.get(0, TimeUnit.NANOSECONDS);
    }
}
