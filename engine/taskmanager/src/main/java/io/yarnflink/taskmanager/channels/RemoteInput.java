package io.yarnflink.taskmanager.channels;

import static io.yarnflink.taskmanager.exchange.RecordBatch.NO_TIMESTAMP;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Wakeup;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Takes frames from a producer in another process, no more than it granted, and reads them on the task's thread. */
final class RemoteInput implements InputChannel, DataNetwork.Consumer {
    private final String producerName;
    private final TypeSerializer<Object> serializer;
    private final int grantAtOnce;
    private final Wakeup consumer;
    private final Queue<DataBuffer> frames = new ConcurrentLinkedQueue<>();
    private final ByteArrayInputView view = new ByteArrayInputView(new byte[0]);
    private DataNetwork.@Nullable IncomingChannel channel;
    private volatile @Nullable String lost;
    private volatile boolean closed;
    private boolean ended;
    private int ungranted;
    private long bytes;

    private RemoteInput(String producerName, TypeSerializer<Object> serializer, int slots, Wakeup consumer) {
        this.producerName = producerName;
        this.serializer = serializer;
        // One message grants several credits, yet the producer gets new ones before it has used up the old.
        this.grantAtOnce = Math.max(1, slots / 2);
        this.consumer = consumer;
    }

    /** Attaches to a subpartition of another process. */
    static RemoteInput open(
            DataNetwork network, Producer producer, TypeSerializer<Object> serializer, int slots, Wakeup consumer) {
        RemoteInput input = new RemoteInput(producer.name(), serializer, slots, consumer);
        input.channel = network.open(producer.host(), producer.port(), producer.subpartition(), slots, input);
        return input;
    }

    @Override
    public @Nullable Element poll() {
        DataBuffer frame = frames.poll();
        if (frame == null) {
            String cause = lost;
            // Looks at the queue again, because the last frames may have come just before the loss.
            if (cause != null && !ended && frames.isEmpty()) {
                throw new ChannelException("The connection to " + producerName + " is lost: " + cause);
            }
            return null;
        }
        Element element;
        try {
            bytes += frame.length();
            element = read(frame);
        } finally {
            frame.release();
        }
        grantBack();
        return element;
    }

    private void grantBack() {
        ungranted++;
        if (ungranted >= grantAtOnce && !ended && channel != null) {
            channel.grant(ungranted);
            ungranted = 0;
        }
    }

    private Element read(DataBuffer frame) {
        view.reset(frame.array(), frame.offset(), frame.length());
        try {
            byte kind = view.readByte();
            return switch (kind) {
                case FrameFormat.RECORDS -> readRecords();
                case FrameFormat.WATERMARK -> new Watermark(view.readLong());
                case FrameFormat.END -> {
                    ended = true;
                    yield EndOfInput.INSTANCE;
                }
                default -> throw new ChannelException("A frame from " + producerName + " is of unknown kind " + kind);
            };
        } catch (IOException e) {
            throw new ChannelException("A frame from " + producerName + " is cut short: " + e, e);
        }
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
