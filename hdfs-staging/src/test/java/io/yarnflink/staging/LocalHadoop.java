package io.yarnflink.staging;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Hadoop's view of the machine's own files, without the checksum files it would write beside them. */
final class LocalHadoop {
    static final String USER = System.getProperty("user.name");

    private LocalHadoop() {}

    static FileSystem fileSystem() throws IOException {
        return FileSystem.getLocal(new Configuration()).getRawFileSystem();
    }

    static Path path(java.nio.file.Path local) {
        return new Path(local.toUri());
    }

    /** The permission bits in octal, with the sticky one. */
    static String mode(java.nio.file.Path local) throws IOException {
        return Integer.toOctalString((int) Files.getAttribute(local, "unix:mode") & 07777);
    }
}
