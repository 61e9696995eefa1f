package io.yarnflink.api.environment;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.spi.RunningJob;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The records of a stream whose job starts later; whoever asks for them before that waits. */
final class PendingResults<T> implements CloseableIterator<T> {
    private final CompletableFuture<CloseableIterator<T>> results = new CompletableFuture<>();
    private final Function<RunningJob, CloseableIterator<T>> fetch;

    PendingResults(Function<RunningJob, CloseableIterator<T>> fetch) {
        this.fetch = fetch;
    }

    void started(RunningJob job) {
        results.complete(fetch.apply(job));
    }

    void notStarted(Exception cause) {
        results.completeExceptionally(cause);
    }

    private CloseableIterator<T> results() {
        try {
            return results.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the job whose records are collected did not start: " + e.getCause(), e);
        }
    }

    @Override
    public boolean hasNext() {
        return results().hasNext();
    }

    @Override
    public T next() {
        return results().next();
    }

    /** Cancels the job unless it has ended; nothing when it was never started. */
    @Override
    public void close() throws Exception {
        if (results.isDone() && !results.isCompletedExceptionally()) {
            results.join().close();
        }
    }
}
