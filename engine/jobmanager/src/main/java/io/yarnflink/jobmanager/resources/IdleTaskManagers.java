package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

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

    /** Looks at the idle ones, after a change; so many of them are kept whatever the time. */
    void watch(List<RegisteredTaskManager> idle, int kept) {
        Set<String> watched =
                idle.stream().skip(kept).map(RegisteredTaskManager::id).collect(Collectors.toSet());
        List.copyOf(timers.keySet()).stream()
                .filter(id -> !watched.contains(id))
                .forEach(this::forget);
        idle.stream().skip(kept).forEach(this::watch);
    }

    private void watch(RegisteredTaskManager taskManager) {
        if (timeout.isZero()) {
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
