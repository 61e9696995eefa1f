package io.yarnflink.connectors.datagen;

import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceSplit;
import io.yarnflink.api.connector.source.util.ratelimit.RateLimiter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Emits as many records a call as its limiter lets go, up to a few hundred; task thread only. */
final class GeneratingReader<E, O, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        extends GeneratingIteratorSourceReader<E, O, IterT, SplitT> {
    private static final int MOST_AT_ONCE = 256;

    private final RateLimiter limiter;
    private @Nullable CompletableFuture<Void> permit;

    GeneratingReader(SourceReaderContext context, GeneratorFunction<E, O> function, RateLimiter limiter) {
        super(context, function);
        this.limiter = limiter;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<O> output) {
        InputStatus status = InputStatus.MORE_AVAILABLE;
        for (int i = 0; i < MOST_AT_ONCE && status == InputStatus.MORE_AVAILABLE; i++) {
            boolean emits = iterator != null && iterator.hasNext();
            if (emits && !mayEmit()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            status = super.pollNext(output);
            if (emits) {
                permit = null;
            }
        }
        return status;
    }

    private boolean mayEmit() {
        CompletableFuture<Void> asked = permit;
        if (asked == null) {
            asked = limiter.acquire().toCompletableFuture();
            permit = asked;
        }
        return asked.isDone();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> asked = permit;
        return asked == null || asked.isDone() ? super.isAvailable() : asked;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        splits.forEach(limiter::notifyAddingSplit);
        super.addSplits(splits);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        limiter.notifyCheckpointComplete(checkpointId);
    }
}
