package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderInfo;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.metrics.SourceReaderMetricGroup;
import io.yarnflink.api.metrics.SplitEnumeratorMetricGroup;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** An enumerator and its readers in one thread, polled in turn; splits and checkpoints pass through their serializers. */
final class ReadSplits<T, S extends SourceSplit, C> implements SplitEnumeratorContext<S> {
    private final Source<T, S, C> source;
    private final int parallelism;
    private final SplitEnumerator<S, C> enumerator;
    private final List<SourceReader<T, S>> readers = new ArrayList<>();
    private final Map<Integer, List<T>> emitted = new TreeMap<>();

    ReadSplits(Source<T, S, C> source, int parallelism) throws Exception {
        this.source = source;
        this.parallelism = parallelism;
        enumerator = source.createEnumerator(this);
        start(Map.of());
    }

    /** {@code splits} are what the readers have of the source that {@code checkpoint} was taken of. */
    ReadSplits(Source<T, S, C> source, int parallelism, C checkpoint, Map<Integer, List<S>> splits) throws Exception {
        this.source = source;
        this.parallelism = parallelism;
        enumerator = source.restoreEnumerator(this, checkpoint);
        start(splits);
    }

    /** The same source continued from a checkpoint taken now. */
    ReadSplits<T, S, C> restored() throws Exception {
        var checkpoints = source.getEnumeratorCheckpointSerializer();
        C checkpoint =
                checkpoints.deserialize(checkpoints.getVersion(), checkpoints.serialize(enumerator.snapshotState(1)));
        Map<Integer, List<S>> splits = new TreeMap<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            List<S> traveled = new ArrayList<>();
            for (S split : readers.get(subtask).snapshotState(1)) {
                traveled.add(traveled(split));
            }
            splits.put(subtask, traveled);
        }
        return new ReadSplits<>(source, parallelism, checkpoint, splits);
    }

    /** Polls each reader once; false when all have ended. */
    boolean pollAll() throws Exception {
        boolean more = false;
        for (int subtask = 0; subtask < parallelism; subtask++) {
            List<T> target = emitted.computeIfAbsent(subtask, key -> new ArrayList<>());
            more |= readers.get(subtask).pollNext(new ListOutput<>(target)) != InputStatus.END_OF_INPUT;
        }
        return more;
    }

    void pollToTheEnd() throws Exception {
        int polls = 0;
        while (pollAll()) {
            polls++;
            if (polls > 1_000_000) {
                throw new AssertionError("the source does not end");
            }
        }
    }

    List<T> emittedBy(int subtask) {
        return emitted.getOrDefault(subtask, List.of());
    }

    List<T> emitted() {
        return emitted.values().stream().flatMap(List::stream).toList();
    }

    private void start(Map<Integer, List<S>> splits) throws Exception {
        enumerator.start();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            SourceReader<T, S> reader = source.createReader(new ReaderContext(subtask));
            readers.add(reader);
            enumerator.addReader(subtask);
            List<S> own = splits.getOrDefault(subtask, List.of());
            if (!own.isEmpty()) {
                reader.addSplits(own);
            }
            reader.start();
        }
    }

    private S traveled(S split) throws Exception {
        var serializer = source.getSplitSerializer();
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        throw new AssertionError("nothing here has metrics");
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Map.of();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        readers.get(subtaskId).handleSourceEvents(event);
    }

    @Override
    public void assignSplit(S split, int subtask) {
        try {
            readers.get(subtask).addSplits(List.of(traveled(split)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        readers.get(subtask).notifyNoMoreSplits();
    }

    @Override
    @SuppressWarnings("NullAway") // Nothing failed.
    public <R> void callAsync(Callable<R> callable, BiConsumer<R, Throwable> handler) {
        try {
            handler.accept(callable.call(), null);
        } catch (Exception e) {
            throw new AssertionError("the enumerator failed: " + e.getMessage(), e);
        }
    }

    /** Once, as no time passes here. */
    @Override
    public <R> void callAsync(
            Callable<R> callable, BiConsumer<R, Throwable> handler, long initialDelayMillis, long periodMillis) {
        callAsync(callable, handler);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    /** Collects in a list. */
    private record ListOutput<T>(List<T> target) implements ReaderOutput<T> {
        @Override
        public void collect(T record) {
            target.add(record);
        }

        @Override
        public void collect(T record, long timestamp) {
            target.add(record);
        }

        @Override
        public SourceOutput<T> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    /** Passes requests to the enumerator. */
    private final class ReaderContext implements SourceReaderContext {
        private final int subtask;

        private ReaderContext(int subtask) {
            this.subtask = subtask;
        }

        @Override
        public SourceReaderMetricGroup metricGroup() {
            throw new AssertionError("nothing here has metrics");
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return getClass()::getClassLoader;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
            enumerator.handleSourceEvent(subtask, sourceEvent);
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return subtask;
        }

        @Override
        public int currentParallelism() {
            return parallelism;
        }

        @Override
        public void sendSplitRequest() {
            enumerator.handleSplitRequest(subtask, "localhost");
        }

        @Override
        public Clock clock() {
            return SystemClock.INSTANCE;
        }

        @Override
        public CompletableFuture<Void> delay(Duration delay) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
