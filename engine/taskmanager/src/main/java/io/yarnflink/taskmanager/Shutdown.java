package io.yarnflink.taskmanager;

import java.util.function.BooleanSupplier;

/** The way to the end: tasks first, then the process. Main thread only. */
final class Shutdown {
    private final Termination termination;
    private final Runnable endWork;
    private final BooleanSupplier idle;
    private boolean begun;
    private boolean done;
    private String reason = "";
    private boolean failed;

    /** {@code endWork} asks the tasks to end; {@code idle} says when they have. */
    Shutdown(Termination termination, Runnable endWork, BooleanSupplier idle) {
        this.termination = termination;
        this.endWork = endWork;
        this.idle = idle;
    }

    boolean hasBegun() {
        return begun;
    }

    String reason() {
        return reason;
    }

    /** The first reason counts. */
    void begin(String why, boolean becauseOfFailure) {
        if (!begun) {
            begun = true;
            reason = why;
            failed = becauseOfFailure;
            endWork.run();
            endWhenIdle();
        }
    }

    void endWhenIdle() {
        if (begun && idle.getAsBoolean()) {
            end();
        }
    }

    /** Waits for no task any more. */
    void end() {
        if (!done) {
            done = true;
            termination.ended(reason, failed);
        }
    }
}
