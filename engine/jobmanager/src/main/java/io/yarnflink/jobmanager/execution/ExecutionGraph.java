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
import java.util.Set;

/**
 * A job graph spread out: the current attempt of every subtask. Ids of attempts are never used again, also not by the leaders
 * that follow this one. Its JobMaster's main thread only.
 */
public final class ExecutionGraph {
    private JobGraph jobGraph;
    private final long epoch;
    private final List<List<Execution>> byVertex = new ArrayList<>();
    private final Map<String, Execution> byId = new LinkedHashMap<>();

    public ExecutionGraph(JobGraph jobGraph, long epoch) {
        this.jobGraph = jobGraph;
        this.epoch = epoch;
        for (int vertex = 0; vertex < jobGraph.vertices().size(); vertex++) {
            byVertex.add(attempts(vertex, 0));
        }
        index();
    }

    private List<Execution> attempts(int vertex, int attempt) {
        JobVertex jobVertex = jobGraph.vertices().get(vertex);
        List<Execution> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < jobVertex.parallelism(); subtask++) {
            String id = jobGraph.jobId() + "-" + vertex + "-" + subtask + "-" + epoch + "-" + attempt;
            subtasks.add(new Execution(id, jobVertex, new SubtaskId(vertex, subtask), attempt));
        }
        return List.copyOf(subtasks);
    }

    private void index() {
        byId.clear();
        byVertex.forEach(subtasks -> subtasks.forEach(execution -> byId.put(execution.id(), execution)));
    }

    /** Before anything is deployed: this vertex goes on from state that has another max parallelism. */
    public void setMaxParallelism(int vertex, int max) {
        List<JobVertex> vertices = new ArrayList<>(jobGraph.vertices());
        vertices.set(vertex, vertices.get(vertex).withMaxParallelism(max));
        jobGraph = jobGraph.withVertices(vertices);
        byVertex.set(vertex, attempts(vertex, byVertex.get(vertex).get(0).attempt()));
        index();
    }

    /** Begins the next attempt of every subtask of these vertices, whose last ones must have ended. */
    public void nextAttempts(Set<Integer> vertices) {
        for (int vertex : vertices) {
            Execution before = byVertex.get(vertex).get(0);
            if (!allTerminal(Set.of(vertex))) {
                throw new IllegalStateException("Subtasks of " + before.vertex().name() + " have not ended yet");
            }
            byVertex.set(vertex, attempts(vertex, before.attempt() + 1));
        }
        index();
    }

    public JobGraph jobGraph() {
        return jobGraph;
    }

    /** All current attempts, vertex by vertex in topological order. */
    public List<Execution> executions() {
        return List.copyOf(byId.values());
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

    /** Gives the attempts that have none yet their slots. */
    public void assign(Map<SubtaskId, Slot> slots) {
        slots.forEach((subtask, slot) -> {
            Execution execution = execution(subtask);
            if (execution.slot().isEmpty()) {
                execution.assign(slot);
            }
        });
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

    /** Whether every subtask of these vertices has ended, however. */
    public boolean allTerminal(Set<Integer> vertices) {
        return vertices.stream()
                .flatMap(vertex -> byVertex.get(vertex).stream())
                .allMatch(execution -> execution.state().isTerminal());
    }

    public boolean allRunningOrFinished() {
        return byId.values().stream()
                .allMatch(execution -> execution.state().isAtWork() || execution.state() == ExecutionState.FINISHED);
    }
}
