package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.state.checkpoint.UncertainCompletionException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to one storage, one after the other on the pool that may block. The JobMaster's main thread only; so do futures complete. */
final class StorageCalls {
    static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(StorageCalls.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final JobThreads threads;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** A call that blocks. */
    interface Call<T> {
        T run() throws IOException;
    }

    /** A call that blocks, and may leave open whether it was carried out. */
    interface Completion {
        void run() throws IOException;
    }

    StorageCalls(JobThreads threads) {
        this.threads = threads;
    }

    static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** What failed, however many steps came after it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    <T> CompletableFuture<T> call(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.add(() -> run(call, answer));
        next();
        return answer;
    }

    private <T> void run(Call<T> call, CompletableFuture<T> answer) {
        threads.io().execute(() -> {
            try {
                T result = call.run();
                threads.main().execute(() -> over(() -> answer.complete(result)));
            } catch (Throwable e) {
                failed(e, answer);
            }
        });
    }

    private void over(Runnable answer) {
        busy = false;
        next();
        answer.run();
    }

    private void next() {
        Runnable call = busy ? null : waiting.poll();
        if (call != null) {
            busy = true;
            call.run();
        }
    }

    /**
     * Repeats a call for as long as it is uncertain whether it was carried out. No other one runs meanwhile: whether a later
     * checkpoint may be complete depends on what became of this one.
     */
    CompletableFuture<Void> untilCertain(Completion completion) {
        CompletableFuture<Void> completed = new CompletableFuture<>();
        waiting.add(() -> attempt(completion, completed, FIRST_PAUSE));
        next();
        return completed;
    }

    private void attempt(Completion completion, CompletableFuture<Void> completed, Duration pause) {
        threads.io().execute(() -> {
            try {
                completion.run();
                threads.main().execute(() -> over(() -> completed.complete(null)));
            } catch (UncertainCompletionException e) {
                LOG.warn("{}", e.getMessage());
                threads.main()
                        .execute(() ->
                                threads.main().schedule(pause, () -> attempt(completion, completed, longer(pause))));
            } catch (Throwable e) {
                failed(e, completed);
            }
        });
    }

    /** Also for errors, as when a class of a file system is missing: whoever waits must hear, and the next call run. */
    private void failed(Throwable failure, CompletableFuture<?> answer) {
        if (failure instanceof VirtualMachineError) {
            threads.main().fatal(failure);
        } else {
            threads.main().execute(() -> over(() -> answer.completeExceptionally(failure)));
        }
    }
}
