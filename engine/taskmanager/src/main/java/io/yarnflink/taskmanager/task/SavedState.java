package io.yarnflink.taskmanager.task;

import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.taskmanager.chain.RestoredState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task goes on from. {@code ended}: it had read and emitted all;
 * {@code channels}: what was under way to it.
 */
public record SavedState(
        long checkpointId,
        boolean ended,
        Map<String, OperatorSnapshot> operators,
        List<TaskSnapshot.ChannelPart> channels) {
    /** Of a task that begins anew. */
    public static final SavedState NONE = new SavedState(-1, false, Map.of(), List.of());

    /** Of a task that is not to run again. */
    public static SavedState ofEnded(long checkpointId) {
        return new SavedState(checkpointId, true, Map.of(), List.of());
    }

    public SavedState {
        operators = Map.copyOf(operators);
        channels = List.copyOf(channels);
    }

    /** What that operator goes on from; an operator that was not there yet goes on from a checkpoint without state of its own. */
    Optional<RestoredState> of(String operatorId) {
        if (checkpointId < 0) {
            return Optional.empty();
        }
        OperatorSnapshot snapshot = operators.get(operatorId);
        return Optional.of(new RestoredState(
                checkpointId, snapshot == null ? OperatorSnapshot.unkeyed(new OperatorStateSnapshot()) : snapshot));
    }
}
