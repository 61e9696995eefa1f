package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A savepoint: a folder that refers to no other, for its owner to keep, move or delete. Calls block. */
public final class SavepointFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SavepointFolder.class);
    private static final String FOLDER = "savepoint";
    private static final String METADATA = FOLDER + "/metadata";

    private final CheckpointStorage storage;

    private @Nullable OnePublication uncertain;
    private long asideFiles;

    public SavepointFolder(CheckpointStorage storage) {
        this.storage = storage;
    }

    boolean isThere() throws IOException {
        return storage.exists(METADATA);
    }

    /** Whether there is a savepoint of that job. */
    public boolean isOf(String jobId) throws IOException {
        return isThere() && read().getJobId().equals(jobId);
    }

    /** Makes the folder, before tasks write to it. */
    public void prepare() throws IOException {
        if (isThere()) {
            throw new FileAlreadyExistsException(
                    storage.location(METADATA), null, "there is a savepoint already; choose another folder");
        }
        storage.makeFolder(CheckpointFiles.DATA);
        storage.makeFolder(CheckpointFiles.ASIDE);
        storage.makeFolder(FOLDER);
    }

    /**
     * As {@link CheckpointStore#complete}; a savepoint has no epochs. What became of an uncertain try is found out by the
     * folder that made it.
     */
    public void complete(CheckpointMetadata metadata) throws IOException {
        if (uncertain == null || !uncertain.settled()) {
            publish(metadata);
        }
        uncertain = null;
        try {
            storage.delete(CheckpointFiles.ASIDE);
        } catch (IOException e) {
            LOG.debug("{} stays, and means nothing: {}", storage.location(CheckpointFiles.ASIDE), e.getMessage());
        }
    }

    private void publish(CheckpointMetadata metadata) throws IOException {
        asideFiles++;
        String aside = CheckpointFiles.aside(metadata.getCheckpointId(), metadata.getEpoch(), asideFiles);
        if (uncertain == null) {
            storage.delete(aside);
        }
        OnePublication publication =
                new OnePublication(storage, metadata.getCheckpointId(), aside, METADATA, MetadataFile.encode(metadata));
        uncertain = null;
        try {
            publication.publish();
        } catch (UncertainCompletionException e) {
            uncertain = publication;
            throw e;
        }
    }

    /** Deletes the savepoint; nothing is left that could be taken for one. */
    public void discard() throws IOException {
        storage.delete(FOLDER);
        storage.delete(CheckpointFiles.DATA);
        storage.delete(CheckpointFiles.ASIDE);
    }

    /** The savepoint, wherever its folder lies now. */
    public CheckpointMetadata read() throws IOException {
        try {
            return MetadataFile.read(storage, METADATA);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(
                    storage.location(METADATA), null, "there is no savepoint, or it was never completed");
        }
    }
}
