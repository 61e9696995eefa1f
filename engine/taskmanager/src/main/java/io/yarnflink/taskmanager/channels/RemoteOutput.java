package io.yarnflink.taskmanager.channels;

import static io.yarnflink.taskmanager.exchange.RecordBatch.NO_TIMESTAMP;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.Backpressure;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Wakeup;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes records straight into network buffers for a consumer in another process and sends them under its credit. */
final class RemoteOutput extends OutputChannel<DataBuffer> implements DataNetwork.Producer {
    private static final byte[] NO_BYTES = new byte[0];

    private final Consumer consumer;
    private final TaskBuffers buffers;
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
    private int mostCredit;
    /** Written after {@code mostCredit}, and read before it. */
    private volatile DataNetwork.@Nullable OutgoingChannel channel;

    private volatile @Nullable String lost;

    RemoteOutput(
            Consumer consumer,
            TaskBuffers buffers,
            TypeSerializer<Object> serializer,
            boolean keyed,
            ExchangeSettings settings,
            Backpressure backpressure,
            Wakeup producer) {
        super(backpressure);
        this.consumer = consumer;
        this.buffers = buffers;
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
            current = beginFrame(stamped);
        }
        int start = view.position();
        write(value, timestamp, keyHash);
        int length = view.position() - start;
        if (view.array() != current.array() && !moveOn(current, start, length)) {
            return;
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

    /**
     * The record made the view grow out of the frame, which goes without it. Whether it now lies in the next frame; if not,
     * it was too large for one, and is on its way.
     */
    private boolean moveOn(DataBuffer overflowed, int start, int length) {
        byte[] grown = view.array();
        int recordAt = view.offset() + start;
        boolean withTimestamp = timestamps;
        frame = null;
        if (count > 0) {
            view.putInt(FrameFormat.COUNT_AT, count);
            System.arraycopy(grown, view.offset(), overflowed.array(), overflowed.offset(), FrameFormat.RECORDS_AT);
            send(overflowed, start, count);
        } else {
            overflowed.release();
        }
        if (FrameFormat.RECORDS_AT + length > settings.frameBytes()) {
            sendInParts(grown, recordAt, length, withTimestamp);
            return false;
        }
        beginFrame(withTimestamp);
        view.write(grown, recordAt, length);
        return true;
    }

    private void sendInParts(byte[] record, int recordAt, int length, boolean withTimestamp) {
        int most = FrameFormat.MOST_RECORD_BYTES - FrameFormat.RECORDS_AT;
        if (length > most) {
            throw new RecordException(
                    "A record of " + length + " bytes is too large to be sent; it may have " + most + " bytes");
        }
        DataBuffer part = nextBuffer();
        view.writeByte(FrameFormat.LARGE);
        view.writeInt(FrameFormat.RECORDS_AT + length);
        writeHeader(withTimestamp, 1);
        int sent = 0;
        while (true) {
            int bytesOfPart = Math.min(view.remaining(), length - sent);
            view.write(record, recordAt + sent, bytesOfPart);
            sent += bytesOfPart;
            if (sent == length) {
                send(part, view.position(), 1);
                return;
            }
            send(part, view.position(), 0);
            part = nextBuffer();
            view.writeByte(FrameFormat.LARGE_CONTINUED);
        }
    }

    private DataBuffer beginFrame(boolean stamped) {
        DataBuffer begun = nextBuffer();
        writeHeader(stamped, 0);
        frame = begun;
        timestamps = stamped;
        count = 0;
        return begun;
    }

    private DataBuffer nextBuffer() {
        DataBuffer next = buffers.next(settings.frameBytes());
        view.wrap(next.array(), next.offset(), next.offset() + next.capacity());
        return next;
    }

    private void writeHeader(boolean stamped, int records) {
        view.writeByte(FrameFormat.RECORDS);
        view.writeByte((stamped ? FrameFormat.TIMESTAMPS : 0) | (keyed ? FrameFormat.KEY_HASHES : 0));
        view.writeInt(records);
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
        DataBuffer current = frame != null ? frame : beginFrame(false);
        frame = null;
        view.reset();
        if (control instanceof Watermark watermark) {
            view.writeByte(FrameFormat.WATERMARK);
            view.writeLong(watermark.timestamp());
        } else if (control instanceof WatermarkStatus status) {
            view.writeByte(status == WatermarkStatus.IDLE ? FrameFormat.IDLE : FrameFormat.ACTIVE);
        } else if (control instanceof Barrier barrier) {
            view.writeByte(FrameFormat.BARRIER);
            view.writeLong(barrier.checkpointId());
            view.writeLong(barrier.timestamp());
            view.writeByte((barrier.savepoint() ? FrameFormat.SAVEPOINT : 0) | (barrier.last() ? FrameFormat.LAST : 0));
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
        return attached != null && attached.credit() > mostCredit / 2;
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
    void close(Runnable withdraw) {
        boolean complete = ended && isDrained();
        close();
        DataBuffer current = frame;
        if (current != null) {
            frame = null;
            current.release();
        }
        DataNetwork.OutgoingChannel attached = channel;
        if (complete && attached != null) {
            attached.close();
        }
        withdraw.run();
        if (!complete && attached != null) {
            attached.close();
        }
    }

    @Override
    public void attached(DataNetwork.OutgoingChannel outgoing) {
        mostCredit = outgoing.credit();
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
