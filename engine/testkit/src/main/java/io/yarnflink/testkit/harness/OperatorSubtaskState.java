package io.yarnflink.testkit.harness;

import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.RestoredState;
import java.util.ArrayList;
import java.util.List;

/** The state of an operator that a harness wrote, of one subtask or of several. */
public final class OperatorSubtaskState {
    private final List<OperatorSnapshot> parts;
    private final int parallelism;
    private final long checkpointId;

    OperatorSubtaskState(List<OperatorSnapshot> parts, int parallelism, long checkpointId) {
        this.parts = List.copyOf(parts);
        this.parallelism = parallelism;
        this.checkpointId = checkpointId;
    }

    static OperatorSubtaskState joined(List<OperatorSubtaskState> states) {
        List<OperatorSnapshot> all = new ArrayList<>();
        states.forEach(state -> all.addAll(state.parts));
        return new OperatorSubtaskState(all, states.size(), states.get(0).checkpointId);
    }

    /** What one subtask of so many finds; a subtask finds its own state again as it left it. */
    RestoredState of(int subtask, int newParallelism, int maxParallelism) {
        boolean own = parts.size() == 1 && parallelism == newParallelism;
        OperatorSnapshot found = own
                ? parts.get(0)
                : OperatorSnapshot.redistribute(parts, newParallelism, maxParallelism)
                        .get(subtask);
        return new RestoredState(checkpointId, found);
    }

    OperatorSubtaskState part(int subtask, int newParallelism, int maxParallelism) {
        OperatorSnapshot part = OperatorSnapshot.redistribute(parts, newParallelism, maxParallelism)
                .get(subtask);
        return new OperatorSubtaskState(List.of(part), newParallelism, checkpointId);
    }
}
