package io.yarnflink.jobmanager.slots;

import io.yarnflink.graph.JobGraph;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which subtask runs in which slot over the attempts of a job: each stays in its slot while that is there, and those that
 * shared a lost one share the slot that replaces it. The JobMaster's main thread only.
 */
public final class SlotPlan {
    private final JobGraph graph;
    private Map<SubtaskId, Slot> assigned = Map.of();

    public SlotPlan(JobGraph graph) {
        this.graph = graph;
    }

    /** Brings the plan up to date with {@code slots}, which are exactly as many as the job requires. */
    public Map<SubtaskId, Slot> over(Collection<Slot> slots) {
        assigned = assigned.isEmpty() ? SlotSharing.assign(graph, slots) : replaced(slots);
        return assigned;
    }

    private Map<SubtaskId, Slot> replaced(Collection<Slot> slots) {
        Set<Slot> before = new HashSet<>(assigned.values());
        Deque<Slot> spare = new ArrayDeque<>(
                slots.stream().filter(slot -> !before.contains(slot)).toList());
        Set<Slot> kept = new HashSet<>(slots);
        Map<Slot, Slot> replacements = new HashMap<>();
        Map<SubtaskId, Slot> plan = new HashMap<>();
        byPosition()
                .forEach((subtask, slot) -> plan.put(
                        subtask,
                        kept.contains(slot) ? slot : replacements.computeIfAbsent(slot, lost -> spare.removeFirst())));
        return plan;
    }

    private Map<SubtaskId, Slot> byPosition() {
        Map<SubtaskId, Slot> ordered =
                new TreeMap<>(Comparator.comparingInt(SubtaskId::vertex).thenComparingInt(SubtaskId::subtask));
        ordered.putAll(assigned);
        return ordered;
    }
}
