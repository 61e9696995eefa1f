package io.yarnflink.jobmanager.sources;

import io.yarnflink.state.format.EnumeratorState;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes what a split enumerator decided to its readers; called on the coordinator thread, must only enqueue, in order. */
public interface SplitSender {
    void assign(int vertex, int subtask, int version, List<ByteBuffer> splits);

    void noMoreSplits(int vertex, int subtask);

    void send(int vertex, int subtask, ByteBuffer event);

    /** The enumerator's state at this place among its decisions. */
    void snapshot(int vertex, long checkpointId, EnumeratorState state);

    void snapshotFailed(int vertex, long checkpointId, Throwable cause);

    /** The enumerator of this vertex failed, and with it the job. */
    void enumeratorFailed(int vertex, Throwable cause);

    /** The enumerator says whether its source reads what has piled up. */
    void backlog(int vertex, boolean processing);
}
