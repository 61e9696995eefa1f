package io.yarnflink.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SimulatedMainThreadTest {
    @Test
    void whatIsFatalToAProcessFailsTheRunEvenIfAFutureSwallowedIt() {
        Simulation simulation = new Simulation(7);
        MainThread mainThread = new SimulatedProcess("jobmanager", "host", 1, simulation).mainThread("dispatcher");
        IllegalStateException mistake = new IllegalStateException("a job ended twice");
        mainThread.execute(() -> {
            CompletableFuture<Void> failed = CompletableFuture.completedFuture("answer")
                    .thenAccept(answer -> {
                        mainThread.fatal(mistake);
                        throw mistake;
                    });
            assertThat(failed).isCompletedExceptionally();
        });
        assertThatThrownBy(() -> simulation.runFor(Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 7")
                .hasRootCause(mistake);
    }
}
