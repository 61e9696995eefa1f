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
        return new HdfsFileSystem(org.apache.hadoop.fs.FileSystem.get(uri, HadoopConfiguration.current()));
    }
}
