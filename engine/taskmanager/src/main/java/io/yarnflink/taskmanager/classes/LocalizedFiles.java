package io.yarnflink.taskmanager.classes;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that were put into this process's folder before it began, and go with it. */
public record LocalizedFiles(Path folder) implements JobFiles {
    @Override
    public Path local(String name, DistributedCacheEntry entry) throws IOException {
        Path file = folder.resolve(DistributedCache.fileName(name)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString(), null, "it was not shipped with the job, as " + entry);
        }
        return file;
    }

    @Override
    public void close() {
        // Whoever put the files there removes them.
    }
}
