package io.yarnflink.taskmanager.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes of a job in this process, and what its functions want done when they are let go; any thread. */
public final class JobClasses {
    private static final Logger LOG = LoggerFactory.getLogger(JobClasses.class);

    private final ClassLoader loader;
    private final Map<String, Runnable> hooks = new LinkedHashMap<>();

    public JobClasses(ClassLoader loader) {
        this.loader = loader;
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
    }
}
