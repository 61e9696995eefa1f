package io.yarnflink.testkit.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
