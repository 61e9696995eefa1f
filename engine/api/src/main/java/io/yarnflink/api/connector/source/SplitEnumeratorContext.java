package io.yarnflink.api.connector.source;

import io.yarnflink.api.metrics.SplitEnumeratorMetricGroup;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Through which an enumerator reaches its readers. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {
    int currentParallelism();

    SplitEnumeratorMetricGroup metricGroup();

    /** The ready readers, by subtask. */
    Map<Integer, ReaderInfo> registeredReaders();

    /** The ready readers by subtask and attempt; of each there is one at a time, and it counts as attempt 0. */
    default Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        Map<Integer, Map<Integer, ReaderInfo>> attempts = new TreeMap<>();
        registeredReaders().forEach((subtask, reader) -> attempts.put(subtask, Map.of(0, reader)));
        return attempts;
    }

    /** Tells a reader something, after all that was assigned to it before. */
    void sendEventToSourceReader(int subtaskId, SourceEvent event);

    /** As without an attempt: the one that runs gets it. */
    default void sendEventToSourceReader(int subtaskId, int attemptNumber, SourceEvent event) {
        sendEventToSourceReader(subtaskId, event);
    }

    void assignSplit(SplitT split, int subtask);

    /** Assigns several splits, each reader's in their order. */
    default void assignSplits(SplitsAssignment<SplitT> newSplitAssignments) {
        newSplitAssignments
                .assignment()
                .forEach((subtask, splits) -> splits.forEach(split -> assignSplit(split, subtask)));
    }

    void signalNoMoreSplits(int subtask);

    /** Runs {@code callable} on an I/O thread and {@code handler} with its outcome on the coordinator thread. */
    <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler);

    /** As {@link #callAsync(Callable, BiConsumer)}, again and again; times in milliseconds. */
    <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis);

    void runInCoordinatorThread(Runnable runnable);

    /**
     * Says whether the source reads what has piled up, so that results may come later than otherwise; while one does,
     * checkpoints follow {@code execution.checkpointing.interval-during-backlog}.
     */
    default void setIsProcessingBacklog(boolean isProcessingBacklog) {}
}
