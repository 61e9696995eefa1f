package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.fs.FileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives complete part files their visible names. What was committed before is found so and left, be it that its readers have
 * taken it away since.
 */
final class FileCommitter implements Committer<FileSinkCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(FileCommitter.class);

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : requests) {
            if (!publish(request.getCommittable())) {
                request.signalAlreadyCommitted();
            }
        }
    }

    /** False when it had its name before. */
    static boolean publish(FileSinkCommittable file) throws IOException {
        FileSystem fileSystem = file.visible().getFileSystem();
        if (fileSystem.exists(file.visible())) {
            // Nobody else has this name, so that it was renamed before; a rename on a local disk may leave both.
            fileSystem.delete(file.pending(), false);
            return false;
        }
        if (!isComplete(file, fileSystem)) {
            return false;
        }
        fileSystem.mkdirs(Objects.requireNonNull(file.visible().getParent(), "a part file is in a folder"));
        fileSystem.renameNoOverwrite(file.pending(), file.visible());
        return true;
    }

    /** False when it is not there any more because it was committed. */
    private static boolean isComplete(FileSinkCommittable file, FileSystem fileSystem) throws IOException {
        long length;
        try {
            length = fileSystem.getFileStatus(file.pending()).length();
        } catch (FileNotFoundException e) {
            if (new PartNames(file.pending(), file.visible()).wereTaken(fileSystem)) {
                LOG.warn("The part file {} was committed before, and has been taken away since", file.visible());
                return false;
            }
            throw new IOException(
                    "the complete part file " + file.pending() + " is gone with its folder, and there is no "
                            + file.visible() + " either: somebody else deletes files of this folder",
                    e);
        }
        if (file.length() != FileSinkCommittable.UNKNOWN_LENGTH && length != file.length()) {
            throw new IOException("the complete part file " + file.pending() + " has " + length + " bytes, it had "
                    + file.length() + " when it was complete: somebody else changes files of this folder");
        }
        return true;
    }

    @Override
    public void discard(Collection<FileSinkCommittable> files) throws IOException {
        for (FileSinkCommittable file : files) {
            file.pending().getFileSystem().delete(file.pending(), false);
        }
    }

    @Override
    public void close() {}
}
