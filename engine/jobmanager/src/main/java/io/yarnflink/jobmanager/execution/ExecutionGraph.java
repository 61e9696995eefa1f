package io.yarnflink.jobmanager.execution;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SubtaskId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job graph spread out: the current attempt of every subtask. Its JobMaster's main thread only. */
public final class ExecutionGraph {
    private final JobGraph jobGraph;
    private final List<List<Execution>> byVertex = new ArrayList<>();
    private final Map<String, Execution> byId = new LinkedHashMap<>();

    public ExecutionGraph(JobGraph jobGraph) {
        this.jobGraph = jobGraph;
        for (int vertex = 0; vertex < jobGraph.vertices().size(); vertex++) {
            byVertex.add(firstAttempts(vertex, jobGraph.vertices().get(vertex)));
        }
        byVertex.forEach(subtasks -> subtasks.forEach(execution -> byId.put(execution.id(), execution)));
    }

    private List<Execution> firstAttempts(int vertex, JobVertex jobVertex) {
        List<Execution> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < jobVertex.parallelism(); subtask++) {
            String id = jobGraph.jobId() + "-" + vertex + "-" + subtask + "-0";
            subtasks.add(new Execution(id, jobVertex, new SubtaskId(vertex, subtask), 0));
        }
        return List.copyOf(subtasks);
    }

    public JobGraph jobGraph() {
        return jobGraph;
    }

    /** All current attempts, vertex by vertex in topological order. */
    public Iterable<Execution> executions() {
        return byId.values();
    }

    public List<Execution> executionsOf(int vertex) {
        return byVertex.get(vertex);
    }

    public Execution execution(SubtaskId subtask) {
        return byVertex.get(subtask.vertex()).get(subtask.subtask());
    }

    /** The current attempt of this id; empty for ids of other attempts. */
    public Optional<Execution> find(String executionId) {
        return Optional.ofNullable(byId.get(executionId));
    }

    public void assign(Map<SubtaskId, Slot> slots) {
        slots.forEach((subtask, slot) -> execution(subtask).assign(slot));
    }

    /** What the finished tasks have for their program. */
    public List<ByteBuffer> accumulators() {
        return byId.values().stream()
                .map(Execution::accumulators)
                .filter(ByteBuffer::hasRemaining)
                .toList();
    }

    public boolean allFinished() {
        return byId.values().stream().allMatch(execution -> execution.state() == ExecutionState.FINISHED);
    }

    public boolean allTerminal() {
        return byId.values().stream().allMatch(execution -> execution.state().isTerminal());
    }

    public boolean allRunningOrFinished() {
        return byId.values().stream()
                .allMatch(execution ->
                        execution.state() == ExecutionState.RUNNING || execution.state() == ExecutionState.FINISHED);
    }
}
