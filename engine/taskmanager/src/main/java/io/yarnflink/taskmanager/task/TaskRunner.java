package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.chain.TaskEnvironment;
import java.util.List;

/** Gives tasks their turns: each on a thread of its own, or all in one thread of a simulation. */
public interface TaskRunner {
    /** The turns of a task to come; {@code userCode} is its thread's context class loader. */
    Lane lane(String taskName, ClassLoader userCode);

    /** The turns of one task. */
    interface Lane extends TaskEnvironment.TaskTurns {
        /** Begins to step the task; once. */
        void start(Steps task);

        /** Makes the task end soon, waiting or not; again and again when it does not; any thread. */
        void cancel();

        boolean isCanceled();

        /** What its thread is doing now, the innermost call first; any thread. */
        List<StackTraceElement> stack();

        /** From now on the task cleans up: nothing interrupts it any more, nor is an earlier interrupt left. */
        void beginCleanUp();
    }
}
