package io.yarnflink.taskmanager.channels;

import static io.yarnflink.taskmanager.exchange.RecordBatch.NO_TIMESTAMP;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.ElementCodec;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Wakeup;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Takes frames from a producer in another process, no more than it granted, and reads them on the task's thread. */
final class RemoteInput implements InputChannel, DataNetwork.Consumer {
    private static final byte[] NO_BYTES = new byte[0];

    private final String producerName;
    private final TypeSerializer<Object> serializer;
    private final Wakeup consumer;
    private final Queue<DataBuffer> frames = new ConcurrentLinkedQueue<>();
    private final ByteArrayInputView view = new ByteArrayInputView(NO_BYTES);
    private DataNetwork.@Nullable IncomingChannel channel;
    private volatile @Nullable String lost;
    private volatile boolean closed;
    private int grantAtOnce = 1;
    private byte @Nullable [] large;
    private int largeFilled;
    private boolean ended;
    private int ungranted;
    private long bytes;

    private RemoteInput(String producerName, TypeSerializer<Object> serializer, Wakeup consumer) {
        this.producerName = producerName;
        this.serializer = serializer;
        this.consumer = consumer;
    }

    /** Attaches to a subpartition of another process. */
    static RemoteInput open(
            DataNetwork network, Producer producer, TypeSerializer<Object> serializer, int slots, Wakeup consumer) {
        RemoteInput input = new RemoteInput(producer.name(), serializer, consumer);
        DataNetwork.IncomingChannel opened =
                network.open(producer.host(), producer.port(), producer.subpartition(), slots, input);
        // One message grants several credits, yet the producer gets new ones before it has used up the old.
        input.grantAtOnce = Math.max(1, opened.initialCredit() / 2);
        input.channel = opened;
        return input;
    }

    @Override
    public @Nullable Element poll() {
        DataBuffer frame = frames.poll();
        while (frame != null) {
            Element element;
            try {
                bytes += frame.length();
                element = read(frame);
            } finally {
                frame.release();
            }
            grantBack();
            if (element != null) {
                return element;
            }
            frame = frames.poll();
        }
        String cause = lost;
        // Looks at the queue again, because the last frames may have come just before the loss.
        if (cause != null && !ended && frames.isEmpty()) {
            throw new ChannelException("The connection to " + producerName + " is lost: " + cause);
        }
        return null;
    }

    private void grantBack() {
        ungranted++;
        if (ungranted >= grantAtOnce && !ended && channel != null) {
            channel.grant(ungranted);
            ungranted = 0;
        }
    }

    /** Null when the frame is a part of a record that goes on. */
    private @Nullable Element read(DataBuffer frame) {
        view.reset(frame.array(), frame.offset(), frame.length());
        try {
            byte kind = view.readByte();
            return switch (kind) {
                case FrameFormat.RECORDS -> readRecords();
                case FrameFormat.WATERMARK -> new Watermark(view.readLong());
                case FrameFormat.ACTIVE -> WatermarkStatus.ACTIVE;
                case FrameFormat.IDLE -> WatermarkStatus.IDLE;
                case FrameFormat.BARRIER -> readBarrier();
                case FrameFormat.END -> {
                    ended = true;
                    yield EndOfInput.INSTANCE;
                }
                case FrameFormat.LARGE -> {
                    beginLarge(view.readInt());
                    yield readPart(frame.length() - 1 - Integer.BYTES);
                }
                case FrameFormat.LARGE_CONTINUED -> readPart(frame.length() - 1);
                default -> throw new ChannelException("A frame from " + producerName + " is of unknown kind " + kind);
            };
        } catch (IOException e) {
            throw new ChannelException("A frame from " + producerName + " is cut short: " + e, e);
        }
    }

    private Barrier readBarrier() throws IOException {
        long checkpointId = view.readLong();
        long timestamp = view.readLong();
        int kind = view.readByte();
        return new Barrier(
                checkpointId, timestamp, (kind & FrameFormat.SAVEPOINT) != 0, (kind & FrameFormat.LAST) != 0);
    }

    private void beginLarge(int length) {
        if (length <= 0 || length > FrameFormat.MOST_RECORD_BYTES) {
            throw new ChannelException("A record from " + producerName + " has " + length + " bytes; it may have "
                    + FrameFormat.MOST_RECORD_BYTES);
        }
        large = new byte[length];
        largeFilled = 0;
    }

    private @Nullable Element readPart(int length) throws IOException {
        byte[] record = large;
        if (record == null || length > record.length - largeFilled) {
            throw new ChannelException(
                    "A frame from " + producerName + " continues a record with " + length + " bytes too many");
        }
        view.readFully(record, largeFilled, length);
        largeFilled += length;
        if (largeFilled < record.length) {
            return null;
        }
        large = null;
        view.reset(record, 0, record.length);
        view.readByte();
        RecordBatch batch = readRecords();
        // The record's bytes may be many, and the next frame may be long in coming.
        view.reset(NO_BYTES, 0, 0);
        return batch;
    }

    private RecordBatch readRecords() throws IOException {
        int lanes = view.readByte();
        boolean timestamps = (lanes & FrameFormat.TIMESTAMPS) != 0;
        boolean keyed = (lanes & FrameFormat.KEY_HASHES) != 0;
        int count = view.readInt();
        RecordBatch batch = new RecordBatch(count, keyed);
        for (int i = 0; i < count; i++) {
            long timestamp = timestamps ? view.readLong() : NO_TIMESTAMP;
            int keyHash = keyed ? view.readInt() : 0;
            batch.add(readValue(), timestamp, keyHash);
        }
        return batch;
    }

    private Object readValue() {
        try {
            return serializer.deserialize(view);
        } catch (IOException | RuntimeException e) {
            throw new RecordException(
                    "A record from " + producerName + " could not be read with "
                            + serializer.getClass().getSimpleName() + ": " + e,
                    e);
        }
    }

    @Override
    public ElementCodec codec() {
        return new ElementCodec(serializer);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void received(DataBuffer frame) {
        frames.add(frame);
        if (closed) {
            releaseAll();
        } else {
            consumer.wake();
        }
    }

    @Override
    public void producerLost(String cause) {
        lost = cause;
        consumer.wake();
    }

    /** Releases what was not read; the task has ended. */
    void close() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
        releaseAll();
    }

    private void releaseAll() {
        DataBuffer frame = frames.poll();
        while (frame != null) {
            frame.release();
            frame = frames.poll();
        }
    }
}
