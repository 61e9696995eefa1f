package io.yarnflink.api.connector.sink;

import java.io.IOException;
import java.util.Collection;

/** Makes visible what writers prepared. It must be harmless to commit the same twice. */
public interface Committer<CommT> extends AutoCloseable {
    /** Commits all requests that it does not answer otherwise; what it throws fails the job. */
    void commit(Collection<CommitRequest<CommT>> committables) throws IOException, InterruptedException;

    /** Lets go of what was prepared and will never be committed, because the job failed or was cancelled. */
    default void discard(Collection<CommT> committables) throws IOException, InterruptedException {}

    /** One thing to commit, and what is to be said about it. */
    interface CommitRequest<CommT> {
        CommT getCommittable();

        /** How often it was tried before. */
        int getNumberOfRetries();

        /** It cannot be committed, for a reason that is no surprise: it is dropped with a log line. */
        void signalFailedWithKnownReason(Throwable t);

        /** It cannot be committed, and nobody knows why: the job fails. */
        void signalFailedWithUnknownReason(Throwable t);

        /** It is to be tried again soon. */
        void retryLater();

        /** What is left of it is to be tried again soon. */
        void updateAndRetryLater(CommT committable);

        /** It was committed before. */
        void signalAlreadyCommitted();
    }
}
