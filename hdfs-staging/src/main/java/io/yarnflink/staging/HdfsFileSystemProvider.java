package io.yarnflink.staging;

import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.FileSystemProvider;
import java.io.IOException;
import java.net.URI;

/** Opens {@code hdfs://} for the engine, with this process's Hadoop configuration. */
public final class HdfsFileSystemProvider implements FileSystemProvider {
    @Override
    public String scheme() {
        return "hdfs";
    }

    @Override
    public FileSystem open(URI uri) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader ofTheTask = thread.getContextClassLoader();
        // Hadoop loads its own classes with the context class loader, and a job's class loader does not see them.
        thread.setContextClassLoader(HdfsFileSystemProvider.class.getClassLoader());
        try {
            return new HdfsFileSystem(org.apache.hadoop.fs.FileSystem.get(uri, HadoopConfiguration.current()));
        } finally {
            thread.setContextClassLoader(ofTheTask);
        }
    }
}
