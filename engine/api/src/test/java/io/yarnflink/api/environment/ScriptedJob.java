package io.yarnflink.api.environment;

import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.RunningJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A job whose end and whose answers a test decides beforehand. */
public final class ScriptedJob implements RunningJob {
    public static final JobID ID = new JobID(7, 9);

    private Map<String, OptionalFailure<Object>> accumulators = Map.of();
    private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
    private final Deque<CompletableFuture<CollectedRecords>> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private boolean attached = true;
    private boolean finishesInTheEnd;
    private boolean canceled;

    public ScriptedJob detached() {
        attached = false;
        return this;
    }

    public ScriptedJob finished() {
        result.complete(new JobExecutionResult(ID, 5, Map.of("count", OptionalFailure.of(3L))));
        return this;
    }

    /** Finishes with the last of the answers. */
    public ScriptedJob finishedInTheEnd() {
        finishesInTheEnd = true;
        return this;
    }

    public ScriptedJob failed(String cause) {
        result.completeExceptionally(new JobExecutionException(ID, cause));
        return this;
    }

    public ScriptedJob answering(CollectedRecords records) {
        answers.add(CompletableFuture.completedFuture(records));
        return this;
    }

    ScriptedJob neverAnswering() {
        answers.add(new CompletableFuture<>());
        return this;
    }

    ScriptedJob refusing(Exception failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    /** What the job's accumulators have come to while it runs. */
    ScriptedJob accumulating(Map<String, OptionalFailure<Object>> soFar) {
        accumulators = soFar;
        return this;
    }

    List<String> requests() {
        return requests;
    }

    public boolean canceled() {
        return canceled;
    }

    @Override
    public JobID jobId() {
        return ID;
    }

    @Override
    public CompletableFuture<JobStatus> status() {
        return CompletableFuture.completedFuture(result.isDone() ? JobStatus.FINISHED : JobStatus.RUNNING);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        canceled = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<JobExecutionResult> result() {
        return result;
    }

    @Override
    public CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators() {
        return CompletableFuture.completedFuture(accumulators);
    }

    @Override
    public boolean attached() {
        return attached;
    }

    @Override
    public CompletableFuture<CollectedRecords> collected(String resultId, long offset) {
        requests.add(resultId + " from " + offset);
        CompletableFuture<CollectedRecords> answer = answers.remove();
        if (finishesInTheEnd && answers.isEmpty()) {
            finished();
        }
        return answer;
    }
}
