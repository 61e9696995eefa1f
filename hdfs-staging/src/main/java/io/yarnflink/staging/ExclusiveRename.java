package io.yarnflink.staging;

import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Renames that never replace a target. */
final class ExclusiveRename {
    private ExclusiveRename() {}

    /** Fails with {@link FileAlreadyExistsException} when the target exists; on HDFS in one atomic step. */
    static void rename(FileSystem fs, Path source, Path target) throws IOException {
        if (fs instanceof DistributedFileSystem hdfs) {
            // FileSystem.rename would answer false for every reason and move into an existing folder.
            hdfs.rename(source, target, Options.Rename.NONE);
        } else {
            FileContext.getFileContext(fs.getUri(), fs.getConf()).rename(source, target, Options.Rename.NONE);
        }
    }
}
