package io.yarnflink.api.connector.source;

import io.yarnflink.api.state.CheckpointListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the splits of a source and assigns them to readers; runs on one coordinator thread of its own in the JobMaster. */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT> extends AutoCloseable, CheckpointListener {
    void start();

    /** A reader asks for a split; answer through the context, now or later. */
    void handleSplitRequest(int subtaskId, @Nullable String requesterHostname);

    /** Splits of a failed reader that were assigned after the last checkpoint come back. */
    void addSplitsBack(List<SplitT> splits, int subtaskId);

    /** A reader is ready. */
    void addReader(int subtaskId);

    CheckpointT snapshotState(long checkpointId) throws Exception;

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {}

    default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {}

    @Override
    void close() throws IOException;
}
