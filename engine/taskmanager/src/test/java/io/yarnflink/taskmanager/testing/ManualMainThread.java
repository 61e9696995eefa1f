package io.yarnflink.taskmanager.testing;

import io.yarnflink.transport.endpoint.MainThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A main thread that is the test's: actions run when the test says so, timers when it moves the clock. */
public final class ManualMainThread implements MainThread {
    private final ManualClock clock;
    private final Queue<Runnable> actions = new ArrayDeque<>();
    private final List<Timed> timers = new ArrayList<>();
    private @Nullable Throwable fatal;
    private boolean closed;

    /** Something to do at a time. */
    private record Timed(long atNanos, Runnable action) {}

    public ManualMainThread(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public void checkCurrent() {}

    @Override
    public synchronized void execute(Runnable action) {
        actions.add(action);
    }

    @Override
    public Timer schedule(Duration delay, Runnable action) {
        Timed timed = new Timed(clock.nanos() + delay.toNanos(), action);
        timers.add(timed);
        return () -> timers.remove(timed);
    }

    /** Fails the test, as soon as it lets something run. */
    @Override
    public synchronized void fatal(Throwable cause) {
        fatal = cause;
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Runs all that was enqueued, and what that enqueues. */
    public void run() {
        Runnable action = next();
        while (action != null) {
            action.run();
            action = next();
        }
    }

    private synchronized @Nullable Runnable next() {
        if (fatal != null) {
            throw new AssertionError("the main thread failed", fatal);
        }
        return actions.poll();
    }

    /** Moves the clock, with all timers on the way at their times. */
    public void advance(Duration time) {
        run();
        long end = clock.nanos() + time.toNanos();
        Optional<Timed> due = dueUntil(end);
        while (due.isPresent()) {
            Timed timed = due.get();
            timers.remove(timed);
            clock.advance(Duration.ofNanos(Math.max(0, timed.atNanos() - clock.nanos())));
            timed.action().run();
            run();
            due = dueUntil(end);
        }
        clock.advance(Duration.ofNanos(end - clock.nanos()));
    }

    private Optional<Timed> dueUntil(long end) {
        return timers.stream().filter(timed -> timed.atNanos() <= end).min(Comparator.comparingLong(Timed::atNanos));
    }
}
