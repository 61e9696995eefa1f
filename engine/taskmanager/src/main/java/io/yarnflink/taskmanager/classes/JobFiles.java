package io.yarnflink.taskmanager.classes;

import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import java.io.IOException;
import java.nio.file.Path;

/** Where the files that a job registered lie in this process; any thread, one at a time. */
public interface JobFiles {
    /** The local copy of what was registered under {@code name}; asked for once. */
    Path local(String name, DistributedCacheEntry entry) throws IOException;

    /** The job has left this process: nobody reads its files any more. */
    void close() throws IOException;
}
