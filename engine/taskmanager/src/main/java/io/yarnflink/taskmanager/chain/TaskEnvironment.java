package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.Wakeup;

/** What the operators of one task share. */
public record TaskEnvironment(
        JobInfo job,
        TaskInfo taskInfo,
        ExecutionConfig executionConfig,
        JobClasses classes,
        ProcessEnvironment process,
        TaskGateway gateway,
        TaskTurns turns) {

    public ClassLoader userCode() {
        return classes.loader();
    }

    /** How the task is woken and waits for space, and what else it may have run. */
    public interface TaskTurns extends Wakeup, Backpressure {
        /** Starts a thread beside the task's for user code that blocks; fails where there is only one thread. */
        Companion companion(String purpose, Runnable work);

        /** For how long, in all, nothing could come in because what was emitted had no space. Task thread only. */
        default long blockedNanos() {
            return 0;
        }
    }
}
