package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.common.io.CheckpointableInputFormat;
import io.yarnflink.api.common.io.InputFormat;
import io.yarnflink.api.common.io.RichInputFormat;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.io.InputSplit;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets an input format read split after split and asks for the next one when it has none; one thread. */
final class InputFormatReader<T, S extends InputSplit> implements SourceReader<T, InputFormatSplit<S>> {
    private static final int RECORDS_PER_POLL = 512;

    private final SourceReaderContext context;
    private final InputFormat<T, S> format;
    private final Deque<InputFormatSplit<S>> splits = new ArrayDeque<>();
    private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
    private T reuse;
    private boolean noMoreSplits;
    private boolean formatIsOpen;
    private @Nullable InputFormatSplit<S> current;
    private long records;

    InputFormatReader(SourceReaderContext context, InputFormat<T, S> format, T reuse) {
        this.context = context;
        this.format = format;
        this.reuse = reuse;
    }

    @Override
    public void start() {
        if (splits.isEmpty()) {
            askForSplit();
        }
    }

    private void askForSplit() {
        available = new CompletableFuture<>();
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (current == null && !openNext()) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        for (int i = 0; i < RECORDS_PER_POLL; i++) {
            T next = next();
            if (next == null) {
                closeSplit();
                break;
            }
            reuse = next;
            output.collect(next);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private @Nullable T next() throws IOException {
        if (format.reachedEnd()) {
            return null;
        }
        T next = format.nextRecord(reuse);
        records++;
        return next;
    }

    private boolean openNext() throws IOException {
        InputFormatSplit<S> next = splits.poll();
        if (next == null) {
            if (!noMoreSplits && available.isDone()) {
                askForSplit();
            }
            return false;
        }
        openFormat();
        current = next;
        records = next.records();
        open(next);
        return true;
    }

    private void openFormat() throws IOException {
        if (formatIsOpen) {
            return;
        }
        formatIsOpen = true;
        format.configure(context.getConfiguration());
        if (format instanceof RichInputFormat<?, ?> rich) {
            context.runtimeContext().ifPresent(rich::setRuntimeContext);
            rich.openInputFormat();
        }
    }

    @SuppressWarnings("unchecked") // A position is what the format itself told.
    private void open(InputFormatSplit<S> next) throws IOException {
        if (next.position() != null) {
            ((CheckpointableInputFormat<S, Serializable>) format).reopen(next.split(), next.position());
            return;
        }
        format.open(next.split());
        for (long i = 0; i < next.records() && !format.reachedEnd(); i++) {
            T passed = format.nextRecord(reuse);
            reuse = passed == null ? reuse : passed;
        }
    }

    private void closeSplit() throws IOException {
        if (current != null) {
            current = null;
            format.close();
        }
    }

    @Override
    public List<InputFormatSplit<S>> snapshotState(long checkpointId) {
        List<InputFormatSplit<S>> open = new ArrayList<>(splits);
        if (current != null) {
            try {
                Serializable position =
                        format instanceof CheckpointableInputFormat<?, ?> told ? told.getCurrentState() : null;
                open.add(0, new InputFormatSplit<>(current.splitId(), current.split(), position, records));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the place in " + current.split() + " is not known: " + e.getMessage(), e);
            }
        }
        return open;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<InputFormatSplit<S>> added) {
        splits.addAll(added);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws Exception {
        try {
            closeSplit();
        } finally {
            if (formatIsOpen && format instanceof RichInputFormat<?, ?> rich) {
                formatIsOpen = false;
                rich.closeInputFormat();
            }
        }
    }
}
