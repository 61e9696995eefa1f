package io.yarnflink.api.connector.source.lib.util;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads split after split, a record a call, and asks for the next split when none is left; task thread only. */
public abstract class IteratorSourceReaderBase<
                E, O, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        implements SourceReader<O, SplitT> {
    private final SourceReaderContext context;
    private final Deque<SplitT> remaining = new ArrayDeque<>();
    private boolean noMoreSplits;

    /** Completed while there may be something to read. */
    protected CompletableFuture<Void> availability = new CompletableFuture<>();

    protected @Nullable IterT iterator;
    protected @Nullable SplitT currentSplit;

    protected IteratorSourceReaderBase(SourceReaderContext context) {
        this.context = Objects.requireNonNull(context, "context is null");
    }

    /** Makes the record of an element. */
    protected abstract O convert(E value);

    @Override
    public void start() {
        if (remaining.isEmpty()) {
            context.sendSplitRequest();
        }
        start(context);
    }

    /** Called once, before the first record. */
    protected void start(SourceReaderContext context) {}

    @Override
    public InputStatus pollNext(ReaderOutput<O> output) {
        if (iterator == null) {
            return tryMoveToNextSplit();
        }
        if (iterator.hasNext()) {
            output.collect(convert(iterator.next()));
            return InputStatus.MORE_AVAILABLE;
        }
        finishSplit();
        return tryMoveToNextSplit();
    }

    /** Lets go of the current split and asks for another. */
    protected void finishSplit() {
        iterator = null;
        currentSplit = null;
        if (remaining.isEmpty() && !noMoreSplits) {
            context.sendSplitRequest();
        }
    }

    protected InputStatus tryMoveToNextSplit() {
        SplitT next = remaining.poll();
        if (next != null) {
            currentSplit = next;
            iterator = next.getIterator();
            return InputStatus.MORE_AVAILABLE;
        }
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (availability.isDone()) {
            availability = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return availability;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        remaining.addAll(splits);
        availability.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        availability.complete(null);
    }

    @Override
    @SuppressWarnings("unchecked") // A split's update is a split of its own kind.
    public List<SplitT> snapshotState(long checkpointId) {
        List<SplitT> open = new ArrayList<>();
        if (currentSplit != null && iterator != null && iterator.hasNext()) {
            open.add((SplitT) currentSplit.getUpdatedSplitForIterator(iterator));
        }
        open.addAll(remaining);
        return open;
    }

    @Override
    public void close() throws Exception {}
}
