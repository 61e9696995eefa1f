package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.fs.FileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;

/** Gives complete part files their visible names; what was committed before is found so and left. */
final class FileCommitter implements Committer<FileSinkCommittable> {
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
        checkComplete(file, fileSystem);
        fileSystem.mkdirs(Objects.requireNonNull(file.visible().getParent(), "a part file is in a folder"));
        fileSystem.renameNoOverwrite(file.pending(), file.visible());
        return true;
    }

    private static void checkComplete(FileSinkCommittable file, FileSystem fileSystem) throws IOException {
        long length;
        try {
            length = fileSystem.getFileStatus(file.pending()).length();
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "the complete part file " + file.pending() + " is gone, and there is no " + file.visible()
                            + " either: somebody else deletes files of this folder",
                    e);
        }
        if (file.length() != FileSinkCommittable.UNKNOWN_LENGTH && length != file.length()) {
            throw new IOException("the complete part file " + file.pending() + " has " + length + " bytes, it had "
                    + file.length() + " when it was complete: somebody else changes files of this folder");
        }
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
