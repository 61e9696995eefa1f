package io.yarnflink.testkit.simulated;

import io.yarnflink.testkit.client.ClientTime;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waiting lets virtual time pass. */
record SimulatedTime(Simulation simulation, SimulatedProcess process) implements ClientTime {
    @Override
    public <T> CompletableFuture<T> future() {
        return new DrivenFuture<>(simulation, process);
    }

    @Override
    public void after(Duration delay, Runnable action) {
        process.after(delay, "later", action);
    }
}
