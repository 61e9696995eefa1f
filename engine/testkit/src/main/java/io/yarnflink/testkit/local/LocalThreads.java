package io.yarnflink.testkit.local;

import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.testkit.client.ClientTime;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a local cluster, all daemons: main threads, a pool that may block, and a timer. */
final class LocalThreads implements JobManagerThreads, ClientTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalThreads.class);

    private final ExecutorService io = Executors.newCachedThreadPool(action -> daemon(action, "local-io"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, action -> daemon(action, "local-timer"), (action, rejectedBy) -> {});

    LocalThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public MainThread mainThread(String name) {
        return new DedicatedMainThread(name, failure -> LOG.error("The main thread of {} failed", name, failure));
    }

    @Override
    public ExecutorService io() {
        return io;
    }

    @Override
    public <T> CompletableFuture<T> future() {
        return new CompletableFuture<>();
    }

    @Override
    public void after(Duration delay, Runnable action) {
        schedule(delay, action);
    }

    Future<?> schedule(Duration delay, Runnable action) {
        return timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        io.shutdown();
    }

    private static Thread daemon(Runnable action, String name) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        return thread;
    }
}
