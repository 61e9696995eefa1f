package io.yarnflink.testkit.local;

import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.testkit.client.ClientTime;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a local cluster, all daemons: main threads, a pool that may block, and a timer. */
final class LocalThreads implements JobManagerThreads, ClientTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalThreads.class);

    private final ExecutorService io = Executors.newCachedThreadPool(action -> daemon(action, "local-io"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, action -> daemon(action, "local-timer"), (action, rejectedBy) -> {});
    private final Map<Long, CompletableFuture<?>> clientFutures = new ConcurrentHashMap<>();
    private final AtomicLong nextFuture = new AtomicLong();
    private volatile @Nullable Throwable broken;

    LocalThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public MainThread mainThread(String name) {
        return new DedicatedMainThread(name, cause -> {
            LOG.error("The main thread of {} failed", name, cause);
            fail(new IllegalStateException("the main thread of " + name + " failed: " + cause, cause));
        });
    }

    @Override
    public ExecutorService io() {
        return io;
    }

    @Override
    public <T> CompletableFuture<T> future() {
        CompletableFuture<T> future = new CompletableFuture<>();
        long id = nextFuture.incrementAndGet();
        clientFutures.put(id, future);
        future.whenComplete((value, failure) -> clientFutures.remove(id));
        failIfBroken(future);
        return future;
    }

    private void fail(IllegalStateException cause) {
        broken = cause;
        clientFutures.values().forEach(this::failIfBroken);
    }

    /** A cluster with a main thread that cannot be trusted may never answer. */
    private void failIfBroken(CompletableFuture<?> future) {
        if (broken != null) {
            // One of its own for each: a caller may add what it gets first to what it gets second.
            future.completeExceptionally(new IllegalStateException(broken.getMessage(), broken));
        }
    }

    /** Returns when the client has all answers it waits for, or after {@code atMost}. */
    void awaitAnswers(Duration atMost) {
        try {
            CompletableFuture.allOf(clientFutures.values().toArray(CompletableFuture[]::new))
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("The client was refused something", e);
        } catch (TimeoutException e) {
            LOG.warn("A client still waits for {} answers", clientFutures.size(), e);
        }
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
        // What was asked last is answered by nobody any more.
        fail(new IllegalStateException("the local cluster was closed"));
    }

    private static Thread daemon(Runnable action, String name) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        return thread;
    }
}
