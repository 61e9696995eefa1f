package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.Wakeup;

/** What the operators of one task share. */
public record TaskEnvironment(
        JobID jobId,
        TaskInfo taskInfo,
        ExecutionConfig executionConfig,
        ClassLoader userCode,
        ProcessEnvironment process,
        TaskGateway gateway,
        TaskTurns turns) {

    /** How the task is woken and waits for space. */
    public interface TaskTurns extends Wakeup, Backpressure {}
}
