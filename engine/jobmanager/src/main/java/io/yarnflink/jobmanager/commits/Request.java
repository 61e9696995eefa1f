package io.yarnflink.jobmanager.commits;

import io.yarnflink.api.connector.sink.Committer;
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

    /** Whether there is nothing more to do for it; throws what failed for a reason that nobody knows. */
    boolean isOver(String sink) throws IOException {
        if (failed != null) {
            throw new IOException(committable + " cannot be committed: " + failed, failed);
        }
        if (dropped != null) {
            LOG.warn("'{}' drops {}, which cannot be committed", sink, committable, dropped);
            return true;
        }
        return !again;
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
    }
}
