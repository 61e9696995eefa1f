package io.yarnflink.jobmanager.sources;

import java.nio.ByteBuffer;
import java.util.List;

/** Takes what a split enumerator decided to its readers; called on the coordinator thread, must only enqueue. */
public interface SplitSender {
    void assign(int vertex, int subtask, int version, List<ByteBuffer> splits);

    void noMoreSplits(int vertex, int subtask);

    void send(int vertex, int subtask, ByteBuffer event);

    /** The enumerator of this vertex failed, and with it the job. */
    void enumeratorFailed(int vertex, Throwable cause);
}
