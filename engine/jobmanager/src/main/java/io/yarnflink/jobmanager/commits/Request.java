package io.yarnflink.jobmanager.commits;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.metrics.Counter;
import io.yarnflink.api.metrics.SinkCommitterMetricGroup;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing to commit, until the committer leaves it committed or says something else. */
final class Request<CommT> implements Committer.CommitRequest<CommT> {
    private static final Logger LOG = LoggerFactory.getLogger(Request.class);

    private CommT committable;
    private int attempts;
    private boolean again;
    private boolean committedBefore;
    private @Nullable Throwable dropped;
    private @Nullable Throwable failed;

    Request(CommT committable) {
        this.committable = committable;
    }

    /** Another attempt begins, which counts as the last one until something else is said. */
    void begin() {
        attempts++;
        again = false;
    }

    /** Whether there is nothing more to do for it, which is counted; throws what failed for a reason that nobody knows. */
    boolean isOver(String sink, SinkCommitterMetricGroup metrics) throws IOException {
        if (failed != null) {
            metrics.getNumCommittablesFailureCounter().inc();
            throw new IOException(committable + " cannot be committed: " + failed, failed);
        }
        if (dropped != null) {
            metrics.getNumCommittablesFailureCounter().inc();
            LOG.warn("'{}' drops {}, which cannot be committed", sink, committable, dropped);
            return true;
        }
        if (again) {
            metrics.getNumCommittablesRetryCounter().inc();
            return false;
        }
        Counter counter = committedBefore
                ? metrics.getNumCommittablesAlreadyCommittedCounter()
                : metrics.getNumCommittablesSuccessCounter();
        counter.inc();
        return true;
    }

    @Override
    public CommT getCommittable() {
        return committable;
    }

    @Override
    public int getNumberOfRetries() {
        return Math.max(0, attempts - 1);
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
        dropped = t;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
        failed = t;
    }

    @Override
    public void retryLater() {
        again = true;
    }

    @Override
    public void updateAndRetryLater(CommT newCommittable) {
        committable = newCommittable;
        again = true;
    }

    @Override
    public void signalAlreadyCommitted() {
        again = false;
        committedBefore = true;
    }
}
