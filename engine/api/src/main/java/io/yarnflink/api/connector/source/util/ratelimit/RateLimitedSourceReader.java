package io.yarnflink.api.connector.source.util.ratelimit;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceSplit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks a limiter before each call of another reader's {@code pollNext}; task thread only. */
public class RateLimitedSourceReader<E, SplitT extends SourceSplit> implements SourceReader<E, SplitT> {
    private final SourceReader<E, SplitT> reader;
    private final RateLimiter limiter;
    private @Nullable CompletableFuture<Void> permit;

    public RateLimitedSourceReader(SourceReader<E, SplitT> sourceReader, RateLimiter rateLimiter) {
        reader = Objects.requireNonNull(sourceReader, "source reader is null");
        limiter = Objects.requireNonNull(rateLimiter, "rate limiter is null");
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<E> output) throws Exception {
        if (permit == null || !permit.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        InputStatus status = reader.pollNext(output);
        if (status == InputStatus.MORE_AVAILABLE) {
            permit = null;
        }
        return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> readable = reader.isAvailable();
        if (!readable.isDone()) {
            return readable;
        }
        CompletableFuture<Void> asked = permit;
        if (asked == null) {
            asked = limiter.acquire().toCompletableFuture();
            permit = asked;
        }
        return asked;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        splits.forEach(limiter::notifyAddingSplit);
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        limiter.notifyCheckpointComplete(checkpointId);
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }
}
