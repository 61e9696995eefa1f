package io.yarnflink.api.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which split a subtask reads next; one thread. */
public interface InputSplitAssigner {
    /** Null when there is none left. */
    @Nullable
    InputSplit getNextInputSplit(String host, int taskId);

    /** Takes back splits whose subtask has failed. */
    void returnInputSplit(List<InputSplit> splits, int taskId);
}
