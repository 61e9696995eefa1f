package io.yarnflink.transport.endpoint;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that owns an endpoint's state; a real thread, or a simulated one. */
public interface MainThread extends Executor {
    /** Fails when called from any other thread. */
    void checkCurrent();

    /** Runs {@code action} on this thread after {@code delay}, unless cancelled before. */
    Timer schedule(Duration delay, Runnable action);

    /**
     * Something went wrong that nobody expected and nobody else would hear of: what it left behind cannot be trusted. Ends
     * the process, and the run of a simulation. Any thread.
     */
    void fatal(Throwable cause);

    /** Ends the thread after what it is doing now; later actions are dropped. */
    void close();

    /** A scheduled action. */
    interface Timer {
        void cancel();
    }
}
