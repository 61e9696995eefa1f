package io.yarnflink.staging;

import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.UnusableFolderException;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens folders of checkpoints with this process's Hadoop configuration. */
public final class HdfsCheckpointStorages implements CheckpointStorages {
    /** Those whose renames are one step that refuses an existing target; object stores copy instead. */
    private static final Set<String> SCHEMES = Set.of("hdfs", "viewfs");

    @Override
    public CheckpointStorage open(String folder) throws IOException {
        Path path = path(folder);
        String scheme = path.toUri().getScheme();
        if (scheme != null && !SCHEMES.contains(scheme)) {
            throw new UnusableFolderException("'" + folder + "' cannot hold checkpoints: renames on " + scheme
                    + ": do not refuse an existing target in one step; choose a folder of hdfs: or file:");
        }
        Thread thread = Thread.currentThread();
        ClassLoader ofTheTask = thread.getContextClassLoader();
        // Hadoop loads its own classes with the context class loader, and a job's class loader does not see them.
        thread.setContextClassLoader(HdfsCheckpointStorages.class.getClassLoader());
        try {
            FileSystem fs = path.getFileSystem(HadoopConfiguration.current());
            return new HdfsCheckpointStorage(fs, path);
        } finally {
            thread.setContextClassLoader(ofTheTask);
        }
    }

    private static Path path(String folder) throws IOException {
        try {
            Path path = new Path(folder);
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("it is not absolute");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new UnusableFolderException(
                    "'" + folder + "' cannot hold checkpoints: " + e.getMessage() + "; give it as hdfs://name/path");
        }
    }
}
