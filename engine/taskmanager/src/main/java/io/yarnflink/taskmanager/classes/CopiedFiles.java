package io.yarnflink.taskmanager.classes;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies files from where they are registered into a folder of the job's own, which is removed with the job. */
public final class CopiedFiles implements JobFiles {
    private @Nullable Path folder;

    @Override
    public Path local(String name, DistributedCacheEntry entry) throws IOException {
        Path root = folder;
        if (root == null) {
            root = Files.createTempDirectory("yarn-flink-files-");
            folder = root;
        }
        Path target = root.resolve(DistributedCache.fileName(name));
        io.yarnflink.api.fs.Path source = new io.yarnflink.api.fs.Path(entry.filePath);
        FileSystem files = source.getFileSystem();
        copy(files, files.getFileStatus(source), target, entry.isExecutable);
        return target;
    }

    private static void copy(FileSystem files, FileStatus source, Path target, boolean executable) throws IOException {
        if (source.isDir()) {
            Files.createDirectories(target);
            for (FileStatus entry : files.listStatus(source.path())) {
                copy(files, entry, target.resolve(entry.path().getName()), executable);
            }
            return;
        }
        try (InputStream in = files.open(source.path())) {
            // An earlier attempt may have been interrupted.
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (executable && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    @Override
    public void close() throws IOException {
        Path root = folder;
        folder = null;
        if (root != null) {
            try (Stream<Path> all = Files.walk(root)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
