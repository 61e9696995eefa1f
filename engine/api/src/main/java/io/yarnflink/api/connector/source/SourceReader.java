package io.yarnflink.api.connector.source;

import io.yarnflink.api.state.CheckpointListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads splits in one subtask; task thread only, and it never blocks. */
public interface SourceReader<T, SplitT extends SourceSplit> extends AutoCloseable, CheckpointListener {
    void start();

    /** Emits some records, at most a few hundred, and tells whether there is more. */
    InputStatus pollNext(ReaderOutput<T> output) throws Exception;

    List<SplitT> snapshotState(long checkpointId);

    /** Completes when {@link #pollNext} is worth calling again after {@link InputStatus#NOTHING_AVAILABLE}. */
    CompletableFuture<Void> isAvailable();

    void addSplits(List<SplitT> splits);

    void notifyNoMoreSplits();

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    default void handleSourceEvents(SourceEvent sourceEvent) {}

    /**
     * Stops to read some splits, which are ahead of their watermark group, and goes on with others. A reader that does not
     * override this waits as a whole.
     */
    default void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
        throw new UnsupportedOperationException(getClass().getName() + " cannot pause single splits; override"
                + " pauseOrResumeSplits(...) for watermark alignment within one reader");
    }
}
