package io.yarnflink.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All state of one operator's subtask: keyed state and timers by key group, and what belongs to no key. */
public record OperatorSnapshot(
        SortedMap<Integer, Map<StateId, byte[]>> keyGroups, OperatorStateSnapshot operatorState) {

    /** What {@code parallelism} new subtasks get of what the old ones left; key groups go to their owners. */
    public static List<OperatorSnapshot> redistribute(List<OperatorSnapshot> old, int parallelism, int maxParallelism) {
        List<OperatorStateSnapshot> operatorStates = OperatorStateSnapshot.redistribute(
                old.stream().map(OperatorSnapshot::operatorState).toList(), parallelism);
        List<OperatorSnapshot> parts = new ArrayList<>();
        for (OperatorStateSnapshot operatorState : operatorStates) {
            parts.add(new OperatorSnapshot(new TreeMap<>(), operatorState));
        }
        for (OperatorSnapshot each : old) {
            each.keyGroups.forEach((keyGroup, values) -> {
                if (keyGroup >= maxParallelism) {
                    throw new IllegalArgumentException("State of key group " + keyGroup
                            + " cannot be restored with a maximum parallelism of " + maxParallelism
                            + "; set the maximum parallelism that the state was written with");
                }
                OperatorSnapshot part = parts.get(KeyGroups.subtask(keyGroup, parallelism, maxParallelism));
                part.keyGroups
                        .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                        .putAll(values);
            });
        }
        return parts;
    }
}
