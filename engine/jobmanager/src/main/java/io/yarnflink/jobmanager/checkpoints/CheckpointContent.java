package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.PreparedCommit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what a checkpoint consists of once all have acknowledged it. */
final class CheckpointContent {
    private static final int FORMAT = 1;

    private final ExecutionGraph executions;
    private final long epoch;

    CheckpointContent(ExecutionGraph executions, long epoch) {
        this.executions = executions;
        this.epoch = epoch;
    }

    /** {@code uncommitted}: what earlier checkpoints let be committed and is not known to be; they are forgotten then. */
    CheckpointMetadata of(PendingCheckpoint checkpoint, long completedAt, List<PendingCommit> uncommitted)
            throws IOException {
        JobGraph graph = executions.jobGraph();
        List<VertexState> vertices = new ArrayList<>();
        Map<List<Object>, PendingCommit> commits = new LinkedHashMap<>();
        uncommitted.forEach(commit -> commits.put(key(commit), commit));
        for (int vertex = 0; vertex < graph.vertices().size(); vertex++) {
            JobVertex jobVertex = graph.vertices().get(vertex);
            List<SubtaskState> subtasks = new ArrayList<>();
            for (Execution execution : executions.executionsOf(vertex)) {
                Optional<AcknowledgeCheckpoint> acknowledged = checkpoint.acknowledgement(execution.subtaskId());
                subtasks.add(subtask(execution, acknowledged));
                acknowledged.ifPresent(message -> commits(jobVertex, execution, message)
                        .forEach(commit -> commits.putIfAbsent(key(commit), commit)));
            }
            vertices.add(vertex(jobVertex, subtasks));
        }
        return metadata(checkpoint.id(), completedAt)
                .setTriggeredAt(checkpoint.triggeredAt())
                .setSavepoint(checkpoint.request().isSavepoint())
                .setVertices(vertices)
                .setEnumerators(checkpoint.enumerators())
                .setCommits(List.copyOf(commits.values()))
                .setFolder(checkpoint.request().folder())
                .build();
    }

    /** Of a job whose tasks have all finished: nothing is left of it but {@code commits} and what is uncommitted. */
    CheckpointMetadata ofEnd(long id, long now, List<PendingCommit> commits, List<PendingCommit> uncommitted) {
        List<VertexState> vertices = new ArrayList<>();
        for (int vertex = 0; vertex < executions.jobGraph().vertices().size(); vertex++) {
            List<SubtaskState> subtasks = executions.executionsOf(vertex).stream()
                    .map(CheckpointContent::finished)
                    .toList();
            vertices.add(vertex(executions.jobGraph().vertices().get(vertex), subtasks));
        }
        List<PendingCommit> all = new ArrayList<>(uncommitted);
        all.addAll(commits);
        return metadata(id, now)
                .setTriggeredAt(now)
                .setSavepoint(false)
                .setVertices(vertices)
                .setEnumerators(List.of())
                .setCommits(all)
                .setFolder("")
                .build();
    }

    private CheckpointMetadata.Builder metadata(long id, long completedAt) {
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(FORMAT)
                .setJobId(executions.jobGraph().jobId().toString())
                .setJobName(executions.jobGraph().name())
                .setCheckpointId(id)
                .setEpoch(epoch)
                .setCompletedAt(completedAt);
    }

    private static VertexState vertex(JobVertex vertex, List<SubtaskState> subtasks) {
        return new VertexState(
                vertex.operators().stream().map(CheckpointContent::entry).toList(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                subtasks);
    }

    private static SubtaskState finished(Execution execution) {
        return new SubtaskState(
                execution.subtask(), true, new TaskState(List.of(), ByteBuffer.allocate(0), List.of(), List.of()));
    }

    /** Who took no part had finished, after an earlier checkpoint that said so. */
    private static SubtaskState subtask(Execution execution, Optional<AcknowledgeCheckpoint> acknowledged)
            throws IOException {
        if (acknowledged.isEmpty()) {
            return finished(execution);
        }
        ByteBuffer encoded = acknowledged.get().getState();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        return new SubtaskState(
                execution.subtask(), acknowledged.get().getEnded(), FormatCodec.decode(TaskState.class, bytes));
    }

    private static OperatorEntry entry(ChainedOperator operator) {
        return new OperatorEntry(
                operator.id().toString(), operator.name(), operator.uid().orElse(""));
    }

    private static List<PendingCommit> commits(
            JobVertex vertex, Execution execution, AcknowledgeCheckpoint acknowledged) {
        List<PendingCommit> commits = new ArrayList<>();
        for (PreparedCommit prepared : acknowledged.getCommits()) {
            // An empty one is nothing to commit, and some systems take it amiss.
            if (!prepared.getCommittables().isEmpty()) {
                commits.add(new PendingCommit(
                        vertex.committingId(),
                        prepared.getSinkId(),
                        execution.subtask(),
                        prepared.getCheckpointId(),
                        prepared.getVersion(),
                        prepared.getCommittables()));
            }
        }
        return commits;
    }

    private static List<Object> key(PendingCommit commit) {
        return List.of(commit.getOperatorId(), commit.getSinkId(), commit.getSubtask(), commit.getCheckpointId());
    }
}
