package io.yarnflink.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalThreadsTest {
    @Test
    void aClientHearsOfAMainThreadThatFailsInsteadOfWaitingForItForEver() {
        try (LocalThreads threads = new LocalThreads()) {
            CompletableFuture<String> before = threads.future();
            threads.mainThread("jobmaster").execute(() -> {
                throw new IllegalStateException("a slot was given twice");
            });
            assertThatThrownBy(() -> before.get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("the main thread of jobmaster failed")
                    .hasMessageContaining("a slot was given twice");
            CompletableFuture<String> after = threads.future();
            assertThatThrownBy(() -> after.get(10, TimeUnit.SECONDS)).hasMessageContaining("a slot was given twice");
        }
    }

    @Test
    void whoeverClosesCanWaitForTheClientsAnswers() throws Exception {
        try (LocalThreads threads = new LocalThreads()) {
            CompletableFuture<String> answer = threads.future();
            CompletableFuture<String> refused = threads.future();
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> threads.awaitAnswers(Duration.ofMinutes(10)));
            refused.completeExceptionally(new IllegalStateException("no such job"));
            assertThat(waiting).isNotDone();
            answer.complete("the job is FINISHED");
            waiting.get(10, TimeUnit.SECONDS);
            threads.future();
            threads.awaitAnswers(Duration.ofMillis(1));
        }
    }

    @Test
    void everyFutureOfAClosedClusterFailsWithAnExceptionOfItsOwn() {
        LocalThreads threads = new LocalThreads();
        CompletableFuture<String> records = threads.future();
        CompletableFuture<String> cancelled = threads.future();
        threads.close();
        Throwable first = catchThrowable(records::join).getCause();
        Throwable second = catchThrowable(cancelled::join).getCause();
        assertThat(first).hasMessage("the local cluster was closed").isNotSameAs(second);
    }
}
