package io.yarnflink.client.restore;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.configuration.StateRecoveryOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.RestorePoint;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.checkpoint.restore.RestoreFit;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of a savepoint or retained checkpoint fits which operator of a job. */
public final class RestoreCheck {
    private final JobGraph graph;
    private final String path;
    private final CheckpointMetadata checkpoint;
    private final RestoreFit fit;
    private final boolean partly;

    /**
     * One operator: {@code before} and {@code now} are the parallelisms, 0 where there is none; {@code fit} is one of
     * {@code restored}, {@code left behind}, {@code begins empty}.
     */
    public record Row(String operator, String uid, String states, long bytes, int before, int now, String fit) {}

    private RestoreCheck(JobGraph graph, String path, CheckpointMetadata checkpoint, boolean partly, boolean rocksDb) {
        this.graph = graph;
        this.path = path;
        this.checkpoint = checkpoint;
        this.partly = partly;
        RestoreFit anywhere = new RestoreFit(
                checkpoint,
                graph.vertices().stream().map(RestoreCheck::vertex).toList(),
                graph.edges().stream()
                        .map(edge -> new RestoreFit.Edge(edge.source(), edge.target()))
                        .toList());
        fit = rocksDb ? anywhere : anywhere.onHeap();
    }

    private static RestoreAssignment.Vertex vertex(JobVertex vertex) {
        return new RestoreAssignment.Vertex(
                vertex.name(),
                vertex.operatorIds(),
                vertex.publishingIds(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                vertex.derivedMax());
    }

    /** Reads what the program says, or else the client, that the job goes on from; empty when it begins anew. */
    public static Optional<RestoreCheck> of(JobGraph graph, Configuration client, CheckpointStorages storages)
            throws ClientException {
        Configuration settings = new Configuration(client);
        settings.addAll(Configuration.fromMap(graph.settings()));
        Optional<String> path = settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        boolean partly = settings.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE);
        boolean older = settings.get(StateRecoveryOptions.ALLOW_OLDER_CHECKPOINT);
        return Optional.of(new RestoreCheck(
                graph, path.get(), read(storages, path.get(), older), partly, StateBackendOptions.isRocksDb(settings)));
    }

    private static CheckpointMetadata read(CheckpointStorages storages, String path, boolean older)
            throws ClientException {
        try {
            return RestorePoint.at(storages, path).read(older);
        } catch (NoSuchFileException e) {
            throw new ClientException(ExitCode.RESTORE, String.valueOf(e.getMessage()), e);
        } catch (CorruptCheckpointException e) {
            throw new ClientException(
                    ExitCode.RESTORE,
                    e.getMessage() + "; an older one is gone on from with --allow-older-checkpoint, and output that"
                            + " came after it comes twice",
                    e);
        } catch (IOException e) {
            throw new ClientException(ExitCode.STAGING, path + " cannot be read: " + ClientException.oneLine(e), e);
        }
    }

    /** Where it lies. */
    public String path() {
        return path;
    }

    public CheckpointMetadata checkpoint() {
        return checkpoint;
    }

    /** Fails with why the job cannot go on from it. */
    public void require() throws ClientException {
        Optional<String> refusal = fit.refusal(partly);
        if (refusal.isPresent()) {
            throw new ClientException(ExitCode.RESTORE, "the job cannot go on from " + path + ": " + refusal.get());
        }
    }

    /** Operators of the savepoint first, then those of the job that begin empty. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Set<String> restored = new HashSet<>();
        for (RestoreFit.Part part : fit.parts()) {
            String id = part.operator().getOperatorId();
            restored.add(id);
            Optional<JobVertex> now = graph.vertices().stream()
                    .filter(vertex -> vertex.operatorIds().contains(id))
                    .findFirst();
            rows.add(new Row(
                    part.operator().getName(),
                    part.operator().getUid(),
                    String.join(", ", part.states()),
                    part.bytes(),
                    part.parallelism(),
                    now.map(JobVertex::parallelism).orElse(0),
                    now.isPresent() ? "restored" : "left behind"));
        }
        for (JobVertex vertex : graph.vertices()) {
            for (ChainedOperator operator : vertex.operators()) {
                if (!restored.contains(operator.id().toString())) {
                    rows.add(new Row(
                            operator.name(),
                            operator.uid().orElse(""),
                            "",
                            0,
                            0,
                            vertex.parallelism(),
                            "begins empty"));
                }
            }
        }
        return rows;
    }
}
