package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.fs.FileSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;

/** Gives complete part files their visible names; what was committed before is found so and left. */
final class FileCommitter implements Committer<FileSinkCommittable> {
    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : requests) {
            FileSinkCommittable file = request.getCommittable();
            FileSystem fileSystem = file.visible().getFileSystem();
            if (!fileSystem.exists(file.visible())) {
                publish(fileSystem, file);
            } else {
                // Nobody else has this name, so that it was renamed before; a rename on a local disk may leave both.
                fileSystem.delete(file.pending(), false);
                request.signalAlreadyCommitted();
            }
        }
    }

    private static void publish(FileSystem fileSystem, FileSinkCommittable file) throws IOException {
        if (!fileSystem.exists(file.pending())) {
            throw new FileNotFoundException("the complete part file " + file.pending() + " is gone, and there is no "
                    + file.visible() + " either: somebody else deletes files of this folder");
        }
        fileSystem.renameNoOverwrite(file.pending(), file.visible());
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
