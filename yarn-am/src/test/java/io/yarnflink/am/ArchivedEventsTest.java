package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArchivedEventsTest {
    private final Queue<Runnable> io = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private boolean failing;
    private @Nullable RuntimeException closing;

    private final ArchivedEvents events = new ArchivedEvents(Part::new, io::add);

    @Test
    void whatIsAppendedWhileWritingGoesOutInOneBatch() {
        events.append(event(LifecycleStep.AM_STARTED));
        events.append(event(LifecycleStep.JM_STARTED));
        assertThat(io).hasSize(1);
        runIo();
        events.append(event(LifecycleStep.SLOTS_REQUESTED));
        runIo();
        assertThat(written).containsExactly("[AM_STARTED, JM_STARTED]", "[SLOTS_REQUESTED]");
    }

    @Test
    void closingWritesWhatWaitsAndDropsWhatComesLater() {
        events.append(event(LifecycleStep.APP_UNREGISTERED));
        CompletableFuture<Void> closed = events.close();
        events.append(event(LifecycleStep.JM_STARTED));
        assertThat(closed).isNotDone();
        runIo();
        assertThat(closed).isDone();
        assertThat(written).containsExactly("[APP_UNREGISTERED]", "closed");
    }

    @Test
    void whatCannotBeWrittenGoesOutWithTheNextEvent() {
        failing = true;
        events.append(event(LifecycleStep.AM_STARTED));
        runIo();
        events.append(event(LifecycleStep.JM_STARTED));
        runIo();
        failing = false;
        events.append(event(LifecycleStep.SLOTS_REQUESTED));
        runIo();
        assertThat(written).containsExactly("[AM_STARTED, JM_STARTED, SLOTS_REQUESTED]");
    }

    @Test
    void anArchiveThatFailsToTheEndKeepsNobodyWaiting() {
        failing = true;
        events.append(event(LifecycleStep.AM_STARTED));
        runIo();
        CompletableFuture<Void> closed = events.close();
        runIo();
        assertThat(closed).isDone();
        assertThat(written).containsExactly("closed");
    }

    @Test
    void aLongOutageFillsNoMemory() {
        failing = true;
        events.append(event(LifecycleStep.AM_STARTED));
        for (int i = 0; i < 2_000; i++) {
            events.append(event(LifecycleStep.JOB_RESTARTING));
            runIo();
        }
        failing = false;
        events.append(event(LifecycleStep.JOB_FINISHED));
        runIo();
        assertThat(written).hasSize(1);
        assertThat(written.get(0).length()).isLessThan(20_000);
        assertThat(written.get(0)).startsWith("[AM_STARTED, JOB_RESTARTING").endsWith("JOB_FINISHED]");
    }

    @Test
    void nobodyWaitsForALogThatCouldNotBeLoadedOrClosed() {
        ArchivedEvents unloaded = new ArchivedEvents(
                () -> {
                    throw new NoClassDefFoundError("org/apache/hadoop/fs/FileSystem");
                },
                io::add);
        unloaded.append(event(LifecycleStep.AM_STARTED));
        assertThatThrownBy(this::runIo).isInstanceOf(NoClassDefFoundError.class);
        unloaded.append(event(LifecycleStep.JM_STARTED));
        assertThat(unloaded.close()).isDone();
        closing = new IllegalStateException("stream is broken");
        events.append(event(LifecycleStep.AM_STARTED));
        CompletableFuture<Void> closed = events.close();
        runIo();
        assertThat(closed).isDone();
    }

    private void runIo() {
        while (!io.isEmpty()) {
            io.remove().run();
        }
    }

    private static LifecycleEvent event(LifecycleStep step) {
        return new LifecycleEvent(step, "ApplicationMaster", "host", 1, Map.of());
    }

    private final class Part implements JobArchive.EventAppender {
        @Override
        public void append(List<LifecycleEvent> batch) throws IOException {
            if (failing) {
                throw new IOException("disk full");
            }
            written.add(batch.stream().map(LifecycleEvent::step).toList().toString());
        }

        @Override
        public void close() {
            written.add("closed");
            if (closing != null) {
                throw closing;
            }
        }
    }
}
