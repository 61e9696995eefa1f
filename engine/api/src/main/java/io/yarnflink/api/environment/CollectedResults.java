package io.yarnflink.api.environment;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches the records that a running job collects, in order and as far as they are there; one thread at a time. */
final class CollectedResults<T> implements CloseableIterator<T> {
    private final RunningJob job;
    private final String resultId;
    private final TypeSerializer<T> serializer;
    private final Deque<byte[]> fetched = new ArrayDeque<>();
    private final Duration failureGrace;
    private long offset;
    private boolean ended;

    /** When results cannot be had, the job may say within {@code failureGrace} that it failed, and why. */
    CollectedResults(RunningJob job, String resultId, TypeSerializer<T> serializer, Duration failureGrace) {
        this.failureGrace = failureGrace;
        this.job = job;
        this.resultId = resultId;
        this.serializer = serializer;
    }

    /** Waits for a record or the end; a failed job surfaces here, as the cause of a RuntimeException. */
    @Override
    public boolean hasNext() {
        while (fetched.isEmpty() && !ended) {
            try {
                fetch();
            } catch (JobExecutionException e) {
                ended = true;
                fetched.clear();
                throw new RuntimeException(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the results of job " + job.jobId(), e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(
                        "cannot fetch the results of job " + job.jobId() + " from record " + offset + " on: "
                                + e.getMessage(),
                        e);
            }
        }
        return !fetched.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("job " + job.jobId() + " has no further results");
        }
        try {
            return serializer.deserialize(new ByteArrayInputView(fetched.remove()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "a result of job " + job.jobId() + " cannot be decoded by " + serializer + ": " + e.getMessage(),
                    e);
        }
    }

    /** Cancels the job unless it has ended; then what it keeps for this program is let go. */
    @Override
    public void close() throws Exception {
        fetched.clear();
        if (ended) {
            return;
        }
        ended = true;
        JobResults.await(job.cancel());
    }

    private void fetch() throws Exception {
        // Asked before the records: an answer that comes after the job's end must be the rest of them.
        boolean finished = job.result().isDone();
        CollectedRecords answer = records();
        if (answer.offset() > offset) {
            throw new IllegalStateException("results of job " + job.jobId() + " are lost: asked from record " + offset
                    + " on, got them from " + answer.offset() + " on");
        }
        List<byte[]> records = answer.records();
        // What comes again after a repeated request was handed out already.
        int known = (int) Math.min(offset - answer.offset(), records.size());
        fetched.addAll(records.subList(known, records.size()));
        offset += records.size() - known;
        if (answer.last()) {
            ended = true;
            JobResults.await(job.result());
        } else if (finished && records.isEmpty()) {
            JobResults.await(job.result());
            throw new IllegalStateException(
                    "job " + job.jobId() + " has finished but its results end at record " + offset + " without an end");
        }
    }

    private CollectedRecords records() throws Exception {
        try {
            return JobResults.await(job.collected(resultId, offset));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Why the job failed says more than why its results cannot be had.
            throw failureOfJob().orElse(e);
        }
    }

    private Optional<Exception> failureOfJob() throws InterruptedException {
        try {
            job.result().get(failureGrace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof JobExecutionException cause) {
                return Optional.of(cause);
            }
        } catch (TimeoutException stillRunning) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
