package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.VertexState;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A completed checkpoint as it is found: its metadata, or what is wrong with them. */
public record StoredCheckpoint(
        long checkpointId,
        String file,
        Optional<CheckpointMetadata> metadata,
        Optional<CorruptCheckpointException> problem) {

    static StoredCheckpoint of(String file, CheckpointMetadata metadata) {
        return new StoredCheckpoint(metadata.getCheckpointId(), file, Optional.of(metadata), Optional.empty());
    }

    /**
     * The first of {@code newestFirst}, which must not be corrupt; {@code older}: the first that is not, if there is any.
     */
    static Optional<StoredCheckpoint> latest(Collection<StoredCheckpoint> newestFirst, boolean older)
            throws CorruptCheckpointException {
        Optional<StoredCheckpoint> newest = newestFirst.stream().findFirst();
        Optional<StoredCheckpoint> readable =
                newestFirst.stream().filter(each -> each.metadata().isPresent()).findFirst();
        if (newest.isPresent() && newest.get().problem().isPresent() && (!older || readable.isEmpty())) {
            throw newest.get().problem().get();
        }
        return readable;
    }

    boolean isSavepoint() {
        return metadata.map(CheckpointMetadata::getSavepoint).orElse(false);
    }

    /** The segments in the job's own folder that it refers to. */
    Set<String> segments() {
        return metadata.map(StoredCheckpoint::segments).orElse(Set.of());
    }

    static Set<String> segments(CheckpointMetadata metadata) {
        Set<String> segments = new HashSet<>();
        if (metadata.getFolder().isEmpty()) {
            for (VertexState vertex : metadata.getVertices()) {
                for (SubtaskState subtask : vertex.getSubtasks()) {
                    for (SegmentFile segment : subtask.getState().getSegments()) {
                        segments.add(segment.getPath());
                    }
                }
            }
        }
        return segments;
    }
}
