package io.yarnflink.api.spi;

import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A started job, from the side of the program; any thread. */
public interface RunningJob {
    JobID jobId();

    CompletableFuture<JobStatus> status();

    /** Ends the job, or, when it has finished, lets go of the results that it keeps for this program. */
    CompletableFuture<Void> cancel();

    /** Completes with the result, or exceptionally with a JobExecutionException. */
    CompletableFuture<JobExecutionResult> result();

    /** What the accumulators of the job, under way or finished, have come to as far as the JobMaster knows. */
    CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators();

    /** Whether {@code execute()} waits for the end. */
    boolean attached();

    /** The records of {@code resultId} from {@code offset} on; waits a bounded time for the first of them. */
    CompletableFuture<CollectedRecords> collected(String resultId, long offset);
}
