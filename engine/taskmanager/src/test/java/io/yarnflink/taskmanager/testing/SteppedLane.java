package io.yarnflink.taskmanager.testing;

import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.task.CompanionThread;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.Steps;
import io.yarnflink.taskmanager.task.TaskRunner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns that the test gives by hand. */
public final class SteppedLane implements TaskRunner.Lane {
    private static final int MOST_STEPS = 100_000;

    private @Nullable Steps task;
    private int cancellations;
    private volatile boolean woken;

    @Override
    public void start(Steps started) {
        task = started;
    }

    @Override
    public Companion companion(String purpose, Runnable work) {
        return CompanionThread.start("test " + purpose, SteppedLane.class.getClassLoader(), work);
    }

    @Override
    public void cancel() {
        cancellations++;
    }

    /** How often the task was told to end. */
    public int cancellations() {
        return cancellations;
    }

    @Override
    public boolean isCanceled() {
        return cancellations > 0;
    }

    @Override
    public List<StackTraceElement> stack() {
        return List.of(
                new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1),
                new StackTraceElement("MyMap", "map", "MyMap.java", 17));
    }

    @Override
    public void beginCleanUp() {
        // Nothing interrupts the thread of a test.
    }

    @Override
    public void wake() {
        woken = true;
    }

    /** Whether the task was woken since this was last asked. */
    public boolean wasWoken() {
        boolean was = woken;
        woken = false;
        return was;
    }

    @Override
    public void awaitSpace(Outlet outlet) {
        // The outlet keeps what has no space, and the task makes no step before it is drained.
    }

    /** Steps the task once. */
    public Progress step() {
        Steps steps = task;
        if (steps == null) {
            throw new IllegalStateException("no task was started");
        }
        return steps.step();
    }

    /** Steps the task until it has nothing to do or has ended. */
    public Progress run() {
        Steps steps = task;
        if (steps == null) {
            throw new IllegalStateException("no task was started");
        }
        for (int i = 0; i < MOST_STEPS; i++) {
            Progress progress = steps.step();
            if (progress != Progress.WORKED) {
                return progress;
            }
        }
        throw new AssertionError("the task neither idles nor ends");
    }
}
