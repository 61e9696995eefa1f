package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionResult;
import org.jspecify.annotations.Nullable;

/** Hears, in the program, of the jobs that it starts; one of both arguments is null. */
public interface JobListener {
    /** A job was submitted, or could not be. */
    void onJobSubmitted(@Nullable JobClient jobClient, @Nullable Throwable throwable);

    /** A job that {@code execute()} waited for has ended; one that was submitted detached is said to have. */
    void onJobExecuted(@Nullable JobExecutionResult jobExecutionResult, @Nullable Throwable throwable);
}
