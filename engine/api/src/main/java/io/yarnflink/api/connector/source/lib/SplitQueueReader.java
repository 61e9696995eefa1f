package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads split after split and asks for the next one when none is left; task thread only. */
final class SplitQueueReader<T, SplitT extends SourceSplit> implements SourceReader<T, SplitT> {
    private final SourceReaderContext context;
    private final SplitContent<T, SplitT> content;
    private final Deque<SplitT> splits = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMoreSplits;

    SplitQueueReader(SourceReaderContext context, SplitContent<T, SplitT> content) {
        this.context = context;
        this.content = content;
    }

    @Override
    public void start() {
        if (splits.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        SplitT split = splits.poll();
        if (split != null) {
            Optional<SplitT> rest = content.emitSome(split, output);
            rest.ifPresent(splits::addFirst);
            if (splits.isEmpty() && !noMoreSplits) {
                context.sendSplitRequest();
            }
        }
        if (!splits.isEmpty()) {
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return List.copyOf(splits);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<SplitT> added) {
        splits.addAll(added);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() {}

    /** What is in the splits of a source. */
    interface SplitContent<T, SplitT extends SourceSplit> {
        /** Emits a few hundred records at most and returns what is left of the split. */
        Optional<SplitT> emitSome(SplitT split, ReaderOutput<T> output) throws Exception;
    }
}
