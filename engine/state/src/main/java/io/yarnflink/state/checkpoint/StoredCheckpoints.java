package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The completed checkpoints in a job's folder, by their ids. {@code vanished}: some were there no more when they were to be
 * read.
 */
record StoredCheckpoints(NavigableMap<Long, StoredCheckpoint> byId, boolean vanished) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCheckpoints.class);

    /** Reads them all; {@link NoSuchFileException} when a folder is renamed meanwhile. */
    static StoredCheckpoints in(CheckpointStorage storage) throws IOException {
        NavigableMap<Long, StoredCheckpoint> found = new TreeMap<>();
        boolean vanished = false;
        for (String folder : storage.list(CheckpointFiles.COMMITS)) {
            if (CheckpointFiles.epochOf(folder).isEmpty()) {
                continue;
            }
            String path = CheckpointFiles.COMMITS + "/" + folder;
            for (String name : storage.list(path)) {
                OptionalLong id = CheckpointFiles.checkpointOfMetadata(name);
                if (id.isPresent()) {
                    Optional<StoredCheckpoint> read = read(storage, id.getAsLong(), path + "/" + name);
                    read.ifPresent(checkpoint -> found.put(id.getAsLong(), checkpoint));
                    vanished |= read.isEmpty();
                }
            }
        }
        return new StoredCheckpoints(found, vanished);
    }

    private static Optional<StoredCheckpoint> read(CheckpointStorage storage, long checkpointId, String path)
            throws IOException {
        try {
            CheckpointMetadata metadata = MetadataFile.read(storage, path);
            if (metadata.getCheckpointId() != checkpointId) {
                throw new CorruptCheckpointException(
                        storage.location(path), "it is that of checkpoint " + metadata.getCheckpointId());
            }
            return Optional.of(StoredCheckpoint.of(path, metadata));
        } catch (CorruptCheckpointException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.of(new StoredCheckpoint(checkpointId, path, Optional.empty(), Optional.of(e)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
