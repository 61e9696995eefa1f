package io.yarnflink.testkit.storage;

import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.StoredCheckpoint;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Checkpoints without much in them. */
final class Checkpoints {
    private Checkpoints() {}

    /** One that refers to these segments. */
    static CheckpointMetadata checkpoint(long id, long epoch, String... segments) {
        List<SegmentFile> files = List.of(segments).stream()
                .map(path -> new SegmentFile(path, 1L, ByteBuffer.allocate(32)))
                .toList();
        TaskState task = new TaskState(files, ByteBuffer.allocate(0), List.of(), List.of());
        VertexState vertex = new VertexState(List.of(), 1, 8, List.of(new SubtaskState(0, false, task)));
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(1)
                .setJobId("job")
                .setJobName("name")
                .setCheckpointId(id)
                .setEpoch(epoch)
                .setTriggeredAt(0)
                .setCompletedAt(0)
                .setSavepoint(false)
                .setVertices(List.of(vertex))
                .setEnumerators(List.of())
                .setCommits(List.of())
                .build();
    }

    /** A file where a TaskManager puts its segment. */
    static String segment(CheckpointStorage storage, long id, long epoch) throws IOException {
        String path = "data/chk-" + id + "-" + epoch + "-tm.segment";
        storage.create(path).close();
        return path;
    }

    static List<Long> ids(CheckpointStore.Opened opened) {
        return opened.checkpoints().stream().map(StoredCheckpoint::checkpointId).toList();
    }
}
