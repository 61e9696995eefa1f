package io.yarnflink.transport.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DedicatedMainThreadTest {
    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
    private final DedicatedMainThread mainThread = new DedicatedMainThread("jobmaster-main", fatal::add);

    @AfterEach
    void end() {
        mainThread.close();
    }

    @Test
    void actionsRunInOrderOnOneNamedDaemonThread() throws Exception {
        List<String> ran = new ArrayList<>();
        CompletableFuture<Thread> last = new CompletableFuture<>();
        for (int i = 0; i < 100; i++) {
            String action = "action " + i;
            mainThread.execute(() -> ran.add(action));
        }
        mainThread.execute(() -> last.complete(Thread.currentThread()));
        Thread thread = last.get(10, TimeUnit.SECONDS);
        assertThat(thread.getName()).isEqualTo("jobmaster-main");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(ran).hasSize(100).startsWith("action 0", "action 1").endsWith("action 99");
    }

    @Test
    void checkCurrentPassesOnTheMainThreadAndNamesBothThreadsElsewhere() throws Exception {
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        mainThread.execute(() -> {
            mainThread.checkCurrent();
            passed.complete(true);
        });
        assertThat(passed.get(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(mainThread::checkCurrent)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'jobmaster-main'")
                .hasMessageContaining("'" + Thread.currentThread().getName() + "'");
    }

    @Test
    void whateverEscapesAnActionReachesTheFatalHandler() throws Exception {
        mainThread.execute(() -> {
            throw new IllegalArgumentException("slot 7 twice");
        });
        assertThat(fatal.poll(10, TimeUnit.SECONDS)).hasMessage("slot 7 twice");
        mainThread.schedule(Duration.ofMillis(1), () -> {
            throw new AssertionError("timer");
        });
        assertThat(fatal.poll(10, TimeUnit.SECONDS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aCancelledTimerNeverRuns() throws Exception {
        List<String> ran = new ArrayList<>();
        CountDownLatch later = new CountDownLatch(1);
        mainThread.execute(() -> {
            MainThread.Timer timer = mainThread.schedule(Duration.ofMillis(5), () -> ran.add("cancelled"));
            mainThread.schedule(Duration.ofMillis(20), later::countDown);
            timer.cancel();
        });
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void closeFinishesTheCurrentActionAndDropsTheRest() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        CompletableFuture<Thread> finished = new CompletableFuture<>();
        List<String> dropped = new ArrayList<>();
        mainThread.execute(() -> {
            entered.countDown();
            awaitUninterrupted(mayLeave);
            finished.complete(Thread.currentThread());
        });
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        mainThread.execute(() -> dropped.add("queued before close"));
        mainThread.close();
        mainThread.execute(() -> dropped.add("after close"));
        mainThread.schedule(Duration.ZERO, () -> dropped.add("timer after close"));
        mayLeave.countDown();
        finished.get(10, TimeUnit.SECONDS).join(10_000);
        assertThat(dropped).isEmpty();
        assertThat(fatal).isEmpty();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The main thread was interrupted", e);
        }
    }
}
