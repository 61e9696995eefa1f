package io.yarnflink.taskmanager.channels;

import static io.yarnflink.taskmanager.exchange.RecordBatch.NO_TIMESTAMP;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Wakeup;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes records straight into network buffers for a consumer in another process and sends them under its credit. */
final class RemoteOutput extends OutputChannel<DataBuffer> implements DataNetwork.Producer {
    private static final byte[] NO_BYTES = new byte[0];

    private final Consumer consumer;
    private final DataNetwork network;
    private final TypeSerializer<Object> serializer;
    private final boolean keyed;
    private final ExchangeSettings settings;
    private final Wakeup producer;
    private final ByteArrayOutputView view = new ByteArrayOutputView(NO_BYTES, 0, 0, ByteArrayOutputView.DOUBLING);
    private @Nullable DataBuffer frame;
    private boolean timestamps;
    private int count;
    private int largestRecord;
    private long records;
    private long bytes;
    private boolean ended;
    private volatile DataNetwork.@Nullable OutgoingChannel channel;
    private volatile @Nullable String lost;

    RemoteOutput(
            Consumer consumer,
            DataNetwork network,
            TypeSerializer<Object> serializer,
            boolean keyed,
            ExchangeSettings settings,
            Backpressure backpressure,
            Wakeup producer) {
        super(backpressure);
        this.consumer = consumer;
        this.network = network;
        this.serializer = serializer;
        this.keyed = keyed;
        this.settings = settings;
        this.producer = producer;
    }

    @Override
    public void append(@Nullable Object value, long timestamp, int keyHash) {
        boolean stamped = timestamp != NO_TIMESTAMP;
        if (stamped && !timestamps) {
            flush();
        }
        DataBuffer current = frame;
        if (current == null) {
            current = beginFrame(stamped, settings.frameBytes());
        }
        int start = view.position();
        write(value, timestamp, keyHash);
        int length = view.position() - start;
        if (view.array() != current.array()) {
            moveToFrameOfItsOwn(current, start, length, stamped);
        }
        count++;
        largestRecord = Math.max(largestRecord, length);
        // Stops while the largest record so far still fits, so that overflowing, which copies, stays rare.
        if (view.remaining() < Math.min(largestRecord, settings.frameBytes() / 2)) {
            flush();
        }
    }

    private void write(@Nullable Object value, long timestamp, int keyHash) {
        try {
            if (timestamps) {
                view.writeLong(timestamp);
            }
            if (keyed) {
                view.writeInt(keyHash);
            }
            serializeNullable(value);
        } catch (IOException | RuntimeException e) {
            throw new RecordException(
                    "A record could not be serialized with "
                            + serializer.getClass().getSimpleName() + ": " + e,
                    e);
        }
    }

    @SuppressWarnings("NullAway") // Whether null is a value is for the type's serializer to say.
    private void serializeNullable(@Nullable Object value) throws IOException {
        serializer.serialize(value, view);
    }

    /** The record made the view grow out of the frame: the frame goes without it, and it begins a larger one. */
    private void moveToFrameOfItsOwn(DataBuffer overflowed, int start, int length, boolean stamped) {
        byte[] grown = view.array();
        int recordAt = view.offset() + start;
        if (count > 0) {
            view.putInt(FrameFormat.COUNT_AT, count);
            System.arraycopy(grown, view.offset(), overflowed.array(), overflowed.offset(), FrameFormat.RECORDS_AT);
            frame = null;
            send(overflowed, start, count);
        } else {
            overflowed.release();
        }
        beginFrame(timestamps || stamped, Math.max(settings.frameBytes(), FrameFormat.RECORDS_AT + length));
        view.write(grown, recordAt, length);
    }

    private DataBuffer beginFrame(boolean stamped, int capacity) {
        DataBuffer begun = network.buffer(capacity);
        view.wrap(begun.array(), begun.offset(), begun.offset() + begun.capacity());
        view.writeByte(FrameFormat.RECORDS);
        view.writeByte((stamped ? FrameFormat.TIMESTAMPS : 0) | (keyed ? FrameFormat.KEY_HASHES : 0));
        view.writeInt(0);
        frame = begun;
        timestamps = stamped;
        count = 0;
        return begun;
    }

    @Override
    public void flush() {
        DataBuffer current = frame;
        if (current != null && count > 0) {
            frame = null;
            view.putInt(FrameFormat.COUNT_AT, count);
            send(current, view.position(), count);
        }
    }

    @Override
    public void emit(Element control) {
        flush();
        DataBuffer current = frame != null ? frame : beginFrame(false, settings.frameBytes());
        frame = null;
        view.reset();
        if (control instanceof Watermark watermark) {
            view.writeByte(FrameFormat.WATERMARK);
            view.writeLong(watermark.timestamp());
        } else {
            view.writeByte(FrameFormat.END);
            ended = true;
        }
        send(current, view.position(), 0);
    }

    private void send(DataBuffer finished, int length, int recordCount) {
        finished.setLength(length);
        records += recordCount;
        bytes += length;
        count = 0;
        // One unusually large record does not keep frames short for ever.
        largestRecord -= largestRecord / 8;
        handOver(finished);
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    protected boolean consumerIdle() {
        DataNetwork.OutgoingChannel attached = channel;
        return attached != null && attached.credit() > settings.channelSlots() / 2;
    }

    @Override
    protected boolean offer(DataBuffer finished) {
        String cause = lost;
        if (cause != null) {
            throw new ChannelException("The connection to " + consumer.name() + " is lost: " + cause);
        }
        DataNetwork.OutgoingChannel attached = channel;
        if (attached == null || attached.credit() <= 0) {
            return false;
        }
        attached.send(finished);
        return true;
    }

    @Override
    protected void discard(DataBuffer dropped) {
        dropped.release();
    }

    /** Says that all was sent when it was, and otherwise that the consumer need not wait for the rest. */
    @Override
    protected void close() {
        boolean complete = ended && isDrained();
        super.close();
        DataBuffer current = frame;
        if (current != null) {
            frame = null;
            current.release();
        }
        DataNetwork.OutgoingChannel attached = channel;
        if (complete && attached != null) {
            attached.close();
        }
        network.withdraw(consumer.subpartition());
        if (!complete && attached != null) {
            attached.close();
        }
    }

    @Override
    public void attached(DataNetwork.OutgoingChannel outgoing) {
        channel = outgoing;
        producer.wake();
    }

    @Override
    public void creditGranted() {
        producer.wake();
    }

    @Override
    public void consumerLost(String cause) {
        lost = cause;
        producer.wake();
    }
}
