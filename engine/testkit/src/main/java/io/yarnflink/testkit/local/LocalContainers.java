package io.yarnflink.testkit.local;

import io.yarnflink.jobmanager.resources.ContainerProvider;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Containers that are nothing but TaskManagers in this JVM, at most as many as given; any thread. */
final class LocalContainers implements ContainerProvider {
    private final String host;
    private final int limit;
    private final BiFunction<String, Ended, AutoCloseable> starter;
    private final Map<String, Started> containers = new TreeMap<>();
    private @Nullable Listener listener;
    private int started;

    /** A TaskManager, once it is started. */
    private static final class Started {
        private @Nullable AutoCloseable taskManager;
    }

    /** Hears that a TaskManager ended, and why. */
    @FunctionalInterface
    interface Ended {
        void ended(String reason);
    }

    /** {@code starter} starts a TaskManager by its id and returns what ends it. */
    LocalContainers(String host, int limit, BiFunction<String, Ended, AutoCloseable> starter) {
        this.host = host;
        this.limit = limit;
        this.starter = starter;
    }

    @Override
    public void start(Listener heard) {
        listener = heard;
        heard.recovered(Map.of());
    }

    @Override
    public synchronized void want(int count) {
        for (int i = 0; i < count && containers.size() < limit; i++) {
            String id = "local-" + ++started;
            containers.put(id, new Started());
            hears().allocated(id, host);
        }
    }

    @Override
    public synchronized void launch(String containerId) {
        Started container = containers.get(containerId);
        if (container != null) {
            container.taskManager = starter.apply(containerId, reason -> completed(containerId, reason));
        }
    }

    @Override
    public void release(String containerId) {
        AutoCloseable taskManager = remove(containerId);
        if (taskManager != null) {
            end(taskManager);
        }
        hears().completed(containerId, "released", "TASK_MANAGER_LOST");
    }

    private void completed(String containerId, String reason) {
        remove(containerId);
        hears().completed(containerId, reason, "TASK_MANAGER_LOST");
    }

    private synchronized @Nullable AutoCloseable remove(String containerId) {
        Started container = containers.remove(containerId);
        return container == null ? null : container.taskManager;
    }

    private static void end(AutoCloseable taskManager) {
        try {
            taskManager.close();
        } catch (Exception e) {
            throw new IllegalStateException("A TaskManager of this JVM could not be ended", e);
        }
    }

    private Listener hears() {
        return Objects.requireNonNull(listener, "start() comes first");
    }
}
