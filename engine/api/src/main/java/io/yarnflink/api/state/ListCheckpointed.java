package io.yarnflink.api.state;

import java.io.Serializable;
import java.util.List;

/** The older way to have operator state: a list that may be split up among more, or fewer, subtasks. */
public interface ListCheckpointed<T extends Serializable> {
    /** What to keep; an empty list when there is nothing. */
    List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

    /** Called after a restore only, before {@code open}, with this subtask's share. */
    void restoreState(List<T> state) throws Exception;
}
