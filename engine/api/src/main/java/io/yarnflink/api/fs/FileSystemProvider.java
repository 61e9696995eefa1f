package io.yarnflink.api.fs;

import java.io.IOException;
import java.net.URI;

/** Brings the file system of a scheme; found by ServiceLoader. */
public interface FileSystemProvider {
    /** The scheme without colon, such as {@code hdfs}. */
    String scheme();

    FileSystem open(URI uri) throws IOException;
}
