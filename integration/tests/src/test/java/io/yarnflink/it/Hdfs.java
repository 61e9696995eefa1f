package io.yarnflink.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files that a test puts into HDFS, or finds there. */
public final class Hdfs {
    private static final int SMALLEST_BLOCK = 1024;

    private final FileSystem files;

    Hdfs(java.nio.file.Path hadoopConf) throws IOException {
        Configuration configuration = new Configuration();
        for (String site : List.of("core-site.xml", "hdfs-site.xml")) {
            configuration.addResource(new Path(hadoopConf.resolve(site).toUri()));
        }
        files = FileSystem.get(configuration);
    }

    public FileSystem files() {
        return files;
    }

    /** Writes a file, in many blocks if it is not tiny, and returns its full path. */
    String put(String path, String content) throws IOException {
        Path file = qualified(path);
        try (OutputStream out = files.create(file, true, 4096, (short) 1, SMALLEST_BLOCK)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    int blocks(String path) throws IOException {
        return files.getFileBlockLocations(qualified(path), 0, Long.MAX_VALUE).length;
    }

    /** The full form of a path, as users write it: without escapes. */
    public String full(String path) {
        return qualified(path).toString();
    }

    /** The lines of all files in a folder. */
    List<String> lines(String folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FileStatus file : files.listStatus(qualified(folder))) {
            try (InputStream in = files.open(file.getPath())) {
                lines.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        }
        return lines;
    }

    /** The applications that have a staging folder. */
    public List<String> staging() throws IOException {
        Path root = new Path(files.getHomeDirectory(), ".yarn-flink/staging/" + System.getProperty("user.name"));
        List<String> found = new ArrayList<>();
        if (files.exists(root)) {
            for (FileStatus entry : files.listStatus(root)) {
                found.add(entry.getPath().getName());
            }
        }
        return found;
    }

    private Path qualified(String path) {
        return files.makeQualified(new Path(path));
    }
}
