package io.yarnflink.api.connector.source;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Through which an enumerator reaches its readers. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {
    int currentParallelism();

    /** The ready readers, by subtask. */
    Map<Integer, ReaderInfo> registeredReaders();

    void assignSplit(SplitT split, int subtask);

    void signalNoMoreSplits(int subtask);

    /** Runs {@code callable} on an I/O thread and {@code handler} with its outcome on the coordinator thread. */
    <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler);

    /** As {@link #callAsync(Callable, BiConsumer)}, again and again; times in milliseconds. */
    <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis);

    void runInCoordinatorThread(Runnable runnable);
}
