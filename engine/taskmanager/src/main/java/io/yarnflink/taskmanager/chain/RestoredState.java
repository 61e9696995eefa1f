package io.yarnflink.taskmanager.chain;

import io.yarnflink.state.OperatorSnapshot;

/** What an operator's subtask goes on from. */
public record RestoredState(long checkpointId, OperatorSnapshot state) {
    public RestoredState {
        state = state.inMemory();
    }
}
