package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a new job may go on from: a savepoint, or checkpoints that another job left behind, of which the newest counts unless
 * the path names one. Calls block.
 */
public final class RestorePoint {
    private static final String NEWEST = "";
    private final CheckpointStorage storage;
    /** Where its segments' paths begin. */
    private final String folder;
    /** The name of one checkpoint in the folder, or {@link #NEWEST}. */
    private final String checkpoint;

    private RestorePoint(CheckpointStorage storage, String folder, String checkpoint) {
        this.storage = storage;
        this.folder = folder;
        this.checkpoint = checkpoint;
    }

    /** Looks what lies at a path; {@link NoSuchFileException} says what may be there and is not. */
    public static RestorePoint at(CheckpointStorages storages, String path) throws IOException {
        String folder = withoutSlash(path);
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        RestorePoint whole = new RestorePoint(storages.open(folder), folder, NEWEST);
        if (whole.isSavepoint() || whole.isOfCheckpoints()) {
            return whole;
        }
        if (CheckpointFiles.checkpointOfMetadata(name).isPresent()) {
            String above = parent(folder);
            if (CheckpointFiles.epochOf(above.substring(above.lastIndexOf('/') + 1))
                    .isPresent()) {
                above = parent(parent(above));
            }
            RestorePoint one = new RestorePoint(storages.open(above), above, name);
            if (one.isOfCheckpoints()) {
                return one;
            }
        }
        throw new NoSuchFileException(
                path, null, "there is no savepoint and no retained checkpoint there" + hint(whole));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? withoutSlash(path.substring(0, path.length() - 1)) : path;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String hint(RestorePoint given) {
        try {
            if (given.storage.exists(CheckpointFiles.DATA)) {
                return "; it looks like a savepoint that was never completed";
            }
        } catch (IOException e) {
            // What could be said of it is not known.
            return "";
        }
        return "; give the folder that 'yarn-flink savepoint' or 'stop' printed, or <execution.checkpointing.dir>/<job id>";
    }

    private boolean isSavepoint() throws IOException {
        return new SavepointFolder(storage).isThere();
    }

    private boolean isOfCheckpoints() throws IOException {
        return storage.exists(CheckpointFiles.COMMITS);
    }

    /** {@code older}: if the newest checkpoint is corrupt, take the one before it. */
    public CheckpointMetadata read(boolean older) throws IOException {
        if (isSavepoint()) {
            CheckpointMetadata savepoint = new SavepointFolder(storage).read();
            // Its owner may have moved it.
            savepoint.setFolder(folder);
            return savepoint;
        }
        CheckpointMetadata metadata = checkpoint(older);
        if (metadata.getFolder().isEmpty()) {
            metadata.setFolder(folder);
        }
        return metadata;
    }

    private CheckpointMetadata checkpoint(boolean older) throws IOException {
        NavigableMap<Long, StoredCheckpoint> all = StoredCheckpoints.in(storage).byId();
        Collection<StoredCheckpoint> candidates = all.descendingMap().values();
        if (!checkpoint.equals(NEWEST)) {
            OptionalLong id = CheckpointFiles.checkpointOfMetadata(checkpoint);
            StoredCheckpoint one = id.isPresent() ? all.get(id.getAsLong()) : null;
            candidates = one == null ? List.of() : List.of(one);
        }
        return StoredCheckpoint.latest(candidates, older)
                .flatMap(StoredCheckpoint::metadata)
                .orElseThrow(() -> new NoSuchFileException(
                        folder,
                        null,
                        all.isEmpty()
                                ? "no checkpoint was completed there"
                                : "there is no " + checkpoint + ", but "
                                        + all.keySet().stream()
                                                .map(CheckpointFiles::metadata)
                                                .collect(Collectors.joining(", "))));
    }

    /** Deletes it: the job that claimed it needs it no more. Nothing is completed in its folder any more. */
    public void discard() throws IOException {
        if (isSavepoint()) {
            new SavepointFolder(storage).discard();
            return;
        }
        long newest = storage.list(CheckpointFiles.COMMITS).stream()
                .mapToLong(each -> CheckpointFiles.epochOf(each).orElse(0))
                .max()
                .orElse(0);
        CheckpointStore store = CheckpointStore.open(storage, newest + 1).store();
        if (checkpoint.equals(NEWEST)) {
            store.discardAll();
        } else {
            store.discard(CheckpointFiles.checkpointOfMetadata(checkpoint).orElseThrow());
        }
    }
}
