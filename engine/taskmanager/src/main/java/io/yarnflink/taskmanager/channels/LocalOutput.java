package io.yarnflink.taskmanager.channels;

import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.RecordException;
import org.jspecify.annotations.Nullable;

/** Gathers records into batches for a consumer in the same process; copies values that may change after the hand-over. */
final class LocalOutput extends OutputChannel<Element> {
    private static final int SMALLEST_BATCH = 16;

    private final LocalChannel channel;
    private final TypeSerializer<Object> serializer;
    private final boolean copies;
    private final boolean keyed;
    private final int fullBatch;
    private final int fullBytes;
    private final RecordSizes sizes;
    private @Nullable RecordBatch batch;
    private int expected = SMALLEST_BATCH;
    private int sized;
    private int lookAt;
    private long records;
    private boolean ended;

    LocalOutput(
            LocalChannel channel,
            TypeSerializer<Object> serializer,
            boolean keyed,
            ExchangeSettings settings,
            Backpressure backpressure) {
        super(backpressure);
        this.channel = channel;
        this.serializer = serializer;
        this.copies = !serializer.isImmutableType();
        this.keyed = keyed;
        this.fullBatch = settings.batchRecords();
        this.fullBytes = settings.frameBytes();
        this.sizes = new RecordSizes(serializer, fullBytes);
    }

    @Override
    public void append(@Nullable Object value, long timestamp, int keyHash) {
        RecordBatch current = batch;
        if (current == null) {
            current = new RecordBatch(expected, keyed);
            batch = current;
            sized = 0;
            lookAt = nextLook(current);
        }
        current.add(copies && value != null ? copy(value) : value, timestamp, keyHash);
        if (current.size() >= lookAt) {
            size(current);
            if (current.size() >= fullBatch || current.estimatedBytes() >= fullBytes) {
                flush();
            } else {
                lookAt = nextLook(current);
            }
        }
    }

    /** The size at which the batch is next worth a look: none is needed for each record. */
    private int nextLook(RecordBatch current) {
        return Math.min(fullBatch, current.size() + sizes.untilNextLook(fullBytes - current.estimatedBytes()));
    }

    private void size(RecordBatch current) {
        int size = current.size();
        if (size > sized) {
            current.addEstimatedBytes(sizes.add(size - sized, current.value(size - 1)));
            sized = size;
        }
    }

    private Object copy(Object value) {
        try {
            return serializer.copy(value);
        } catch (RuntimeException e) {
            throw new RecordException(
                    "A record could not be copied with " + serializer.getClass().getSimpleName() + ": " + e, e);
        }
    }

    @Override
    public void emit(Element control) {
        flush();
        ended |= control == EndOfInput.INSTANCE;
        handOver(control);
    }

    /** Whether the consumer has got, or may still get, all that it was to. */
    boolean isThrough() {
        return ended && isDrained();
    }

    @Override
    public void flush() {
        RecordBatch current = batch;
        if (current != null) {
            batch = null;
            size(current);
            records += current.size();
            // The next batch is likely as large as this one: small when records trickle, full under load.
            expected = Math.max(SMALLEST_BATCH, Math.min(fullBatch, current.size()));
            handOver(current);
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    protected boolean consumerIdle() {
        return channel.isEmpty();
    }

    @Override
    protected boolean offer(Element element) {
        return channel.offer(element);
    }

    @Override
    protected void discard(Element element) {}
}
