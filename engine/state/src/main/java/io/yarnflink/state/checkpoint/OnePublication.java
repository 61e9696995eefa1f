package io.yarnflink.state.checkpoint;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.StoredOutput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file aside and renames it to where it counts, and finds out what became of a rename without an answer. */
final class OnePublication {
    private static final Logger LOG = LoggerFactory.getLogger(OnePublication.class);
    private static final int TRIES = 3;

    private final CheckpointStorage storage;
    private final long checkpointId;
    private final String aside;
    private final String target;
    private final byte[] bytes;

    OnePublication(CheckpointStorage storage, long checkpointId, String aside, String target, byte[] bytes) {
        this.storage = storage;
        this.checkpointId = checkpointId;
        this.aside = aside;
        this.target = target;
        this.bytes = bytes;
    }

    /**
     * Returns when the file counts. {@link UncertainCompletionException}: it may count. {@link NoSuchFileException}: the
     * target's folder is gone. Any other exception: it does not count and never will.
     */
    void publish() throws IOException {
        write();
        FailPoint.hit("A9");
        try {
            rename();
        } catch (FileAlreadyExistsException e) {
            forget();
            throw e;
        }
    }

    private void rename() throws IOException {
        IOException last = null;
        for (int left = TRIES; left > 0; left--) {
            try {
                storage.rename(aside, target);
                return;
            } catch (IOException e) {
                last = e;
            }
            if (isPublished()) {
                forget();
                return;
            }
        }
        if (settled()) {
            return;
        }
        throw new IOException("Checkpoint " + checkpointId + " could not be completed: " + last, last);
    }

    private void forget() {
        try {
            storage.delete(aside);
        } catch (IOException e) {
            LOG.debug("{} is left for the next leader to delete: {}", aside, e.getMessage());
        }
    }

    private void write() throws IOException {
        StoredOutput out = storage.create(aside);
        try {
            out.write(bytes);
            out.close();
        } catch (IOException e) {
            try {
                out.abort();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** Whether the file counts, for good: a rename that is still under way cannot be carried out without its source. */
    boolean settled() throws IOException {
        certainly(() -> {
            storage.delete(aside);
            return true;
        });
        return isPublished();
    }

    private boolean isPublished() throws IOException {
        return certainly(() -> {
            if (!storage.exists(target)) {
                requireFolder();
                return false;
            }
            if (!Arrays.equals(MetadataFile.bytes(storage, target), bytes)) {
                throw new FileAlreadyExistsException(
                        storage.location(target), null, "another checkpoint " + checkpointId + " was completed before");
            }
            return true;
        });
    }

    /** Had the folder been renamed, then the file could be in it all the same. */
    private void requireFolder() throws IOException {
        String folder = target.substring(0, target.lastIndexOf('/'));
        if (!storage.exists(folder)) {
            throw new NoSuchFileException(storage.location(folder));
        }
    }

    /** A question whose failure leaves it open what happened. */
    @FunctionalInterface
    private interface Question {
        boolean ask() throws IOException;
    }

    private boolean certainly(Question question) throws IOException {
        try {
            return question.ask();
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new UncertainCompletionException(checkpointId, e);
        }
    }
}
