package io.yarnflink.api.connector.source;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which splits go to which readers. */
public final class SplitsAssignment<SplitT extends SourceSplit> {
    private final Map<Integer, List<SplitT>> assignment;

    public SplitsAssignment(Map<Integer, List<SplitT>> assignment) {
        this.assignment = Objects.requireNonNull(assignment, "assignment is null");
    }

    public SplitsAssignment(SplitT split, int subtask) {
        this(Map.of(subtask, List.of(split)));
    }

    /** By subtask. */
    public Map<Integer, List<SplitT>> assignment() {
        return assignment;
    }

    @Override
    public String toString() {
        return "SplitsAssignment" + assignment;
    }
}
