package io.yarnflink.transport.endpoint;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A main thread that is one real daemon thread; what an action lets escape goes to the handler given, as fatal. */
public final class DedicatedMainThread implements MainThread {
    private final String name;
    private final Consumer<Throwable> fatal;
    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    public DedicatedMainThread(String name, Consumer<Throwable> fatal) {
        this.name = name;
        this.fatal = fatal;
        // Actions that come after the end are dropped: peers and timers need not know that it came.
        this.executor = new ScheduledThreadPoolExecutor(1, this::newThread, (action, rejectedBy) -> {});
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void checkCurrent() {
        Thread current = Thread.currentThread();
        if (current != thread) {
            throw new IllegalStateException("Only the main thread '" + name + "' may do this, but thread '"
                    + current.getName() + "' did; hand the work over with execute()");
        }
    }

    @Override
    public void execute(Runnable action) {
        executor.execute(() -> run(action));
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        ScheduledFuture<?> scheduled = executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void fatal(Throwable cause) {
        fatal.accept(cause);
    }

    @Override
    public void close() {
        closed = true;
        executor.shutdown();
    }

    private Thread newThread(Runnable worker) {
        Thread created = new Thread(worker, name);
        created.setDaemon(true);
        thread = created;
        return created;
    }

    private void run(Runnable action) {
        if (closed) {
            return;
        }
        try {
            action.run();
        } catch (Throwable e) {
            fatal(e);
        }
    }
}
