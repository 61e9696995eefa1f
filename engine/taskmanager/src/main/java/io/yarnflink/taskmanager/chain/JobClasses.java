package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.fs.Path;
import io.yarnflink.taskmanager.classes.CopiedFiles;
import io.yarnflink.taskmanager.classes.JobFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes and files of a job in this process, and what its functions want done when they are let go; any thread. */
public final class JobClasses {
    private static final Logger LOG = LoggerFactory.getLogger(JobClasses.class);

    private final ClassLoader loader;
    private final JobFiles files;
    private final Map<String, Runnable> hooks = new LinkedHashMap<>();
    private final Map<String, Path> localFiles = new HashMap<>();

    /** For jobs whose files are copied here. */
    public JobClasses(ClassLoader loader) {
        this(loader, new CopiedFiles());
    }

    public JobClasses(ClassLoader loader, JobFiles files) {
        this.loader = loader;
        this.files = files;
    }

    /** What {@code job} registered, each file put here when it is first asked for. */
    public DistributedCache cache(Configuration job) {
        Map<String, Future<Path>> futures = new HashMap<>();
        DistributedCache.readFileInfoFromConfig(job)
                .forEach(file -> futures.put(file.getKey(), new OnDemand(file.getKey(), file.getValue())));
        return new DistributedCache(futures);
    }

    private Path local(String name, DistributedCacheEntry entry) throws IOException {
        synchronized (localFiles) {
            Path known = localFiles.get(name);
            if (known == null) {
                known = new Path(files.local(name, entry).toUri());
                localFiles.put(name, known);
            }
            return known;
        }
    }

    /** A file that is put here by whoever asks first, while others wait. */
    private final class OnDemand extends FutureTask<Path> {
        OnDemand(String name, DistributedCacheEntry entry) {
            super(() -> local(name, entry));
        }

        @Override
        public Path get() throws InterruptedException, ExecutionException {
            run();
            return super.get();
        }
    }

    public ClassLoader loader() {
        return loader;
    }

    /** Runs {@code hook} when nothing of the job runs here any more; the first hook of a name stays. */
    public void onRelease(String name, Runnable hook) {
        synchronized (hooks) {
            hooks.putIfAbsent(name, hook);
        }
    }

    /** Nothing of the job runs here any more. */
    public void release() {
        List<Map.Entry<String, Runnable>> due;
        synchronized (hooks) {
            due = hooks.entrySet().stream().map(Map.Entry::copyOf).toList();
            hooks.clear();
        }
        for (Map.Entry<String, Runnable> hook : due) {
            try {
                hook.getValue().run();
            } catch (Throwable e) {
                LOG.warn("The release hook '{}' of the job's classes failed", hook.getKey(), e);
            }
        }
        try {
            files.close();
        } catch (IOException e) {
            LOG.warn("The job's files cannot be removed", e);
        }
    }
}
