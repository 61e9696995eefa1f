package io.yarnflink.testkit.control;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.function.Supplier;

/** A thread that comes to what it is asked for only after a while. */
record DelayedThread(MainThread thread, Supplier<Duration> delay) implements MainThread {
    @Override
    public void execute(Runnable action) {
        if (delay.get().isZero()) {
            thread.execute(action);
        } else {
            thread.schedule(delay.get(), action);
        }
    }

    @Override
    public void checkCurrent() {
        thread.checkCurrent();
    }

    @Override
    public Timer schedule(Duration after, Runnable action) {
        return thread.schedule(after, action);
    }

    @Override
    public void fatal(Throwable cause) {
        thread.fatal(cause);
    }

    @Override
    public void close() {
        thread.close();
    }
}
