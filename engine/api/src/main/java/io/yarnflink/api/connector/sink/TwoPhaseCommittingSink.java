package io.yarnflink.api.connector.sink;

import java.io.IOException;

/** A sink whose output is committed, in one interface. */
public interface TwoPhaseCommittingSink<InputT, CommT> extends Sink<InputT>, SupportsCommitter<CommT> {
    @Override
    default Committer<CommT> createCommitter(CommitterInitContext context) throws IOException {
        return createCommitter();
    }

    /** Override this or {@link #createCommitter(CommitterInitContext)}. */
    default Committer<CommT> createCommitter() throws IOException {
        throw new IllegalStateException(getClass().getName() + " must override createCommitter, and does not");
    }

    /** The writer of such a sink, under its older name. */
    interface PrecommittingSinkWriter<InputT, CommT> extends CommittingSinkWriter<InputT, CommT> {}
}
