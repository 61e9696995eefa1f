package io.yarnflink.testkit.harness;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Outlet;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets the test's thread wait for what other threads of the function's own answer, but not for ever. */
final class HarnessTurns implements TaskEnvironment.TaskTurns {
    private final Semaphore signals = new Semaphore(0);
    private final String operatorName;
    private Duration patience = Duration.ofSeconds(10);

    HarnessTurns(String operatorName) {
        this.operatorName = operatorName;
    }

    void waitAtMost(Duration newPatience) {
        patience = newPatience;
    }

    @Override
    public void wake() {
        signals.release();
    }

    @Override
    public void awaitSpace(Outlet outlet) {
        long end = SystemClock.INSTANCE.nanos() + patience.toNanos();
        while (!outlet.drain()) {
            long left = end - SystemClock.INSTANCE.nanos();
            if (!signalled(left)) {
                throw new IllegalStateException("Operator '" + operatorName + "' waits for answers to its requests, and"
                        + " none came for " + patience.toMillis() + " ms; complete some of its result futures first, or"
                        + " give it a higher capacity");
            }
        }
    }

    @Override
    public Companion companion(String purpose, Runnable work) {
        throw new IllegalStateException("Operator '" + operatorName + "' needs a thread of its own (" + purpose
                + "), and a harness has only the test's; run it on a LocalCluster");
    }

    private boolean signalled(long nanos) {
        try {
            return nanos > 0 && signals.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
