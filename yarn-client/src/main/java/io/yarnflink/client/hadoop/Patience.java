package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes a blocking call on another thread and waits for it no longer than told; Hadoop's retries may outlast any limit. */
final class Patience {
    private final ExecutorService threads;
    private final Duration limit;

    Patience(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /** {@code peer} names, for the message, who does not answer; anything the call throws comes out as it was thrown. */
    <T> T call(ExitCode silence, String peer, Callable<T> call) throws ClientException, Exception {
        Future<T> answer = threads.submit(call);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ClientException(silence, peer + " did not answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
