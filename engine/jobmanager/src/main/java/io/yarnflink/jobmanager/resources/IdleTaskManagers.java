package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the TaskManagers that no job has needed for a while. ResourceManager's main thread only. */
final class IdleTaskManagers {
    private final Duration timeout;
    private final MainThread mainThread;
    private final BiConsumer<RegisteredTaskManager, String> stop;
    private final Map<String, MainThread.Timer> timers = new HashMap<>();

    /** {@code stop} ends a TaskManager, for the reason given. */
    IdleTaskManagers(Duration timeout, MainThread mainThread, BiConsumer<RegisteredTaskManager, String> stop) {
        this.timeout = timeout;
        this.mainThread = mainThread;
        this.stop = stop;
    }

    /** Looks at a registered TaskManager after a change. */
    void watch(RegisteredTaskManager taskManager) {
        if (!taskManager.isIdle()) {
            forget(taskManager.id());
        } else if (timeout.isZero()) {
            stop.accept(taskManager, "no job needs it any more");
        } else {
            timers.computeIfAbsent(
                    taskManager.id(),
                    id -> mainThread.schedule(
                            timeout, () -> stop.accept(taskManager, "idle for " + timeout.toSeconds() + " s")));
        }
    }

    /** It is needed, or gone. */
    void forget(String taskManagerId) {
        MainThread.Timer timer = timers.remove(taskManagerId);
        if (timer != null) {
            timer.cancel();
        }
    }
}
