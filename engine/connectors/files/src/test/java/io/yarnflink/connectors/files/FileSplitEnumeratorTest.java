package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.source.ReaderInfo;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.metrics.SplitEnumeratorMetricGroup;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an enumerator goes on from. */
class FileSplitEnumeratorTest {
    @TempDir
    java.nio.file.Path folder;

    private final LaterContext context = new LaterContext();

    private FileSplitEnumerator enumerator() {
        return new FileSplitEnumerator(context, List.of(new Path(folder.toString())), true, null);
    }

    private FileSplitEnumerator restoredFrom(FileSplitEnumerator before) throws Exception {
        byte[] bytes = FileSplitSerializer.MANY.serialize(before.snapshotState(1));
        return enumerator().restored(FileSplitSerializer.MANY.deserialize(1, bytes));
    }

    @Test
    void aCheckpointFromBeforeTheListingDoesNotMeanThatThereAreNoFiles() throws Exception {
        Files.writeString(folder.resolve("a"), "1");
        FileSplitEnumerator slow = enumerator();
        slow.start();
        FileSplitEnumerator restored = restoredFrom(slow);
        context.calls.clear();
        restored.start();
        restored.handleSplitRequest(0, null);
        context.run();
        assertThat(context.assigned).hasSize(1);
    }

    @Test
    void filesThatWereAllHandedOutAreNotListedAgain() throws Exception {
        Files.writeString(folder.resolve("a"), "1");
        FileSplitEnumerator first = enumerator();
        first.start();
        first.handleSplitRequest(0, null);
        context.run();
        FileSplitEnumerator restored = restoredFrom(first);
        restored.start();
        restored.handleSplitRequest(0, null);
        context.run();
        assertThat(context.assigned).hasSize(1);
        assertThat(context.ended).containsExactly(0);
    }

    /** Carries out calls when it is told. */
    private static final class LaterContext implements SplitEnumeratorContext<FileSourceSplit> {
        private final List<Runnable> calls = new ArrayList<>();
        private final List<FileSourceSplit> assigned = new ArrayList<>();
        private final List<Integer> ended = new ArrayList<>();

        private void run() {
            List<Runnable> due = List.copyOf(calls);
            calls.clear();
            due.forEach(Runnable::run);
        }

        @Override
        public int currentParallelism() {
            return 1;
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            throw new IllegalStateException("nothing is measured here");
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return Map.of();
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            throw new IllegalStateException("no events are sent here");
        }

        @Override
        public void assignSplit(FileSourceSplit split, int subtask) {
            assigned.add(split);
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            ended.add(subtask);
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            calls.add(() -> {
                try {
                    accept(handler, callable.call());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @SuppressWarnings("NullAway") // As the API has it: no failure is null.
        private static <T> void accept(BiConsumer<T, Throwable> handler, T result) {
            handler.accept(result, null);
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
            callAsync(callable, handler);
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            runnable.run();
        }
    }
}
