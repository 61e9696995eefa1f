package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.PositionAware;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.fs.Compression;
import io.yarnflink.api.fs.FSDataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads split after split and asks for the next one when it has none. */
final class FileSourceReader<T> implements SourceReader<T, FileSourceSplit>, PositionAware {
    private static final int RECORDS_PER_POLL = 512;

    private final SourceReaderContext context;
    private final StreamFormat<T> format;
    private final RateLimit rateLimit;
    private final Deque<FileSourceSplit> splits = new ArrayDeque<>();
    private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
    private boolean noMoreSplits;
    private @Nullable FileSourceSplit current;
    private StreamFormat.@Nullable Reader<T> reader;

    FileSourceReader(SourceReaderContext context, StreamFormat<T> format, RateLimit rateLimit) {
        this.context = context;
        this.format = format;
        this.rateLimit = rateLimit;
    }

    @Override
    public void start() {
        // Restored splits come before; there may be no others for a long time.
        if (splits.isEmpty()) {
            askForSplit();
        }
    }

    private void askForSplit() {
        available = new CompletableFuture<>();
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
        if (reader == null && !openNext()) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        int granted = rateLimit.acquire(RECORDS_PER_POLL);
        if (granted == 0) {
            available = context.delay(Duration.ofNanos(rateLimit.nanosToNext()));
            return InputStatus.NOTHING_AVAILABLE;
        }
        return emit(granted, output);
    }

    private InputStatus emit(int atMost, ReaderOutput<T> output) throws IOException {
        StreamFormat.Reader<T> from = java.util.Objects.requireNonNull(reader);
        for (int i = 0; i < atMost; i++) {
            T record = read(from);
            if (record == null) {
                closeSplit();
                return InputStatus.MORE_AVAILABLE;
            }
            output.collect(record);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private @Nullable T read(StreamFormat.Reader<T> from) throws IOException {
        try {
            return from.read();
        } catch (IOException e) {
            throw new IOException((current == null ? "" : current.path() + ": ") + e.getMessage(), e);
        }
    }

    private boolean openNext() throws IOException {
        FileSourceSplit next = splits.poll();
        if (next == null) {
            if (!noMoreSplits && available.isDone()) {
                askForSplit();
            }
            return false;
        }
        current = next;
        FSDataInputStream file = next.path().getFileSystem().open(next.path());
        Compression compression = Compression.of(next.path());
        try {
            reader = compression == Compression.NONE
                    ? format.open(file, next.offset(), next.end())
                    : format.open(compression.decompress(file), next.offset());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        return true;
    }

    private void closeSplit() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
            current = null;
        }
    }

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        List<FileSourceSplit> open = new ArrayList<>(splits);
        if (current != null && reader != null) {
            long position = reader.nextPosition();
            open.add(
                    0,
                    new FileSourceSplit(
                            current.splitId(),
                            current.path(),
                            position,
                            Math.max(0, current.end() - position),
                            current.hosts()));
        }
        return open;
    }

    @Override
    public String currentPosition() {
        return current == null || reader == null ? "" : current.path() + " at " + reader.describePosition();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<FileSourceSplit> added) {
        splits.addAll(added);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        closeSplit();
    }
}
