package io.yarnflink.jobmanager.job;

import io.yarnflink.api.common.RestartStrategies;
import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.restart.RestartStrategy;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The restarts of one job: whether there is another one, how many there were, and the one under way. The JobMaster's main thread only. */
final class Restarts {
    private final ExecutionGraph executions;
    private final MainThread mainThread;
    private final Clock clock;
    private final RestartStrategy strategy;
    /** Nobody said how long to wait, so what the job has no part in needs no wait. */
    private final boolean mayHurry;

    private int count;
    private boolean progressed;
    private boolean endsStopped;
    private @Nullable Recovery current;

    Restarts(JobContext job) {
        this.executions = job.executions();
        this.mainThread = job.threads().main();
        this.clock = job.clock();
        this.strategy = RestartStrategy.from(
                job.configuration(), new SplittableRandom(job.jobId().hashCode()));
        this.mayHurry = RestartStrategies.fromConfiguration(job.configuration()).isEmpty();
    }

    /** How many there were, with the one under way. */
    int count() {
        return count;
    }

    /** A checkpoint is complete: a failure now is not the last one over again. */
    void progressed() {
        progressed = true;
    }

    /**
     * Counts a failure: how long to wait before the restart, or empty when there is none. A job that {@code onlyEnds}, from
     * the savepoint that it was stopped with, does so whatever failed first; what then keeps it from that counts as ever.
     */
    Optional<Duration> failed(JobFailure failure, boolean mayRestart, boolean onlyEnds) {
        Optional<Duration> backoff = mayRestart ? strategy.failed(clock.nanos()) : Optional.empty();
        if (needsNoWait(failure)) {
            backoff = backoff.map(delay -> Duration.ZERO);
        }
        boolean first = onlyEnds && !endsStopped;
        endsStopped = onlyEnds;
        return first ? Optional.of(backoff.orElse(Duration.ZERO)) : backoff;
    }

    private boolean needsNoWait(JobFailure failure) {
        return mayHurry && progressed && failure.isLoss();
    }

    /** What is behind the symptom that the one under way began with is known now. */
    void explained(JobFailure failure) {
        if (needsNoWait(failure)) {
            current().hurry();
        }
    }

    /** For people: why the strategy allows none. */
    String exhausted() {
        return strategy.exhausted();
    }

    /** Begins one, in place of the one under way, whose vertices it takes over; {@code progress} is told of the delay's end. */
    Set<Integer> begin(Set<Integer> vertices, Duration backoff, Runnable progress) {
        Set<Integer> concerned = new TreeSet<>(vertices);
        if (current != null) {
            concerned.addAll(current.vertices());
        }
        end();
        count++;
        current = new Recovery(executions, concerned);
        current.waitFor(backoff, mainThread, progress);
        return concerned;
    }

    /** The one under way is done, or has become void. */
    void end() {
        if (current != null) {
            current.end();
            current = null;
            progressed = false;
        }
    }

    /** Whether the failure only adds to the one under way. */
    boolean takes(JobFailure failure) {
        return current().isOpen() && !failure.lasting();
    }

    boolean mayRestore() {
        return current != null && current.mayRestore();
    }

    Recovery current() {
        return Objects.requireNonNull(current, "a job that restarts has a recovery");
    }
}
