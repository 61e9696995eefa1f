package io.yarnflink.jobmanager.slots;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which subtasks run in which slot: one of each vertex of a slot sharing group, spread over the TaskManagers. */
public final class SlotSharing {
    private SlotSharing() {}

    /** Gives every subtask a slot; {@code slots} are exactly as many as the job requires. */
    public static Map<SubtaskId, Slot> assign(JobGraph graph, Collection<Slot> slots) {
        if (slots.size() != graph.requiredSlots()) {
            throw new IllegalArgumentException("Job " + graph.jobId() + " needs " + graph.requiredSlots()
                    + " slots, but " + slots.size() + " are to be assigned");
        }
        Map<String, Deque<Slot>> free = byTaskManager(slots);
        Map<SubtaskId, Slot> assigned = new LinkedHashMap<>();
        groups(graph).forEach((group, parallelism) -> {
            List<Slot> share = takeEvenly(free, parallelism);
            for (int vertex = 0; vertex < graph.vertices().size(); vertex++) {
                JobVertex jobVertex = graph.vertices().get(vertex);
                if (jobVertex.slotSharingGroup().equals(group)) {
                    place(vertex, jobVertex.parallelism(), share, assigned);
                }
            }
        });
        return assigned;
    }

    /** A vertex narrower than its group takes slots at even distances, so that no TaskManager gets all of it. */
    private static void place(int vertex, int parallelism, List<Slot> share, Map<SubtaskId, Slot> assigned) {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            int slot = (int) ((long) subtask * share.size() / parallelism);
            assigned.put(new SubtaskId(vertex, subtask), share.get(slot));
        }
    }

    private static Map<String, Integer> groups(JobGraph graph) {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (JobVertex vertex : graph.vertices()) {
            groups.merge(vertex.slotSharingGroup(), vertex.parallelism(), Math::max);
        }
        return groups;
    }

    private static Map<String, Deque<Slot>> byTaskManager(Collection<Slot> slots) {
        Map<String, Deque<Slot>> free = new TreeMap<>();
        slots.stream()
                .sorted(Comparator.comparingInt(Slot::index))
                .forEach(slot -> free.computeIfAbsent(slot.taskManager().id(), id -> new ArrayDeque<>())
                        .add(slot));
        return free;
    }

    /** Takes each slot from the TaskManager that has most left, and returns neighbours of one TaskManager side by side. */
    private static List<Slot> takeEvenly(Map<String, Deque<Slot>> free, int count) {
        List<Slot> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Deque<Slot> fullest = free.values().stream()
                    .max(Comparator.comparingInt(Deque::size))
                    .orElseThrow();
            taken.add(fullest.removeFirst());
        }
        taken.sort(Comparator.comparing((Slot slot) -> slot.taskManager().id()).thenComparingInt(Slot::index));
        return taken;
    }
}
