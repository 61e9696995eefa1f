package io.yarnflink.taskmanager.exchange;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was under way in a channel, as snapshots hold it: elements one after the other, each with a byte that says what it
 * is. One thread.
 */
public final class ElementCodec {
    private static final byte RECORDS = 0;
    private static final byte WATERMARK = 1;
    private static final byte ACTIVE = 2;
    private static final byte IDLE = 3;

    private static final int TIMESTAMPS = 1;
    private static final int KEY_HASHES = 2;

    private final TypeSerializer<Object> serializer;

    public ElementCodec(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    /** Writes records, a watermark or a status; nothing else is kept. */
    void write(Element element, ByteArrayOutputView target) {
        try {
            if (element instanceof RecordBatch batch) {
                writeRecords(batch, target);
            } else if (element instanceof Watermark watermark) {
                target.writeByte(WATERMARK);
                target.writeLong(watermark.timestamp());
            } else if (element instanceof WatermarkStatus status) {
                target.writeByte(status == WatermarkStatus.IDLE ? IDLE : ACTIVE);
            }
        } catch (IOException | RuntimeException e) {
            throw new RecordException(
                    "A record could not be serialized with "
                            + serializer.getClass().getSimpleName() + ": " + e,
                    e);
        }
    }

    private void writeRecords(RecordBatch batch, ByteArrayOutputView target) throws IOException {
        target.writeByte(RECORDS);
        target.writeByte((batch.hasTimestamps() ? TIMESTAMPS : 0) | (batch.isKeyed() ? KEY_HASHES : 0));
        target.writeInt(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            if (batch.hasTimestamps()) {
                target.writeLong(batch.timestamp(i));
            }
            if (batch.isKeyed()) {
                target.writeInt(batch.keyHash(i));
            }
            serializer.serialize(batch.value(i), target);
        }
    }

    /** All elements, in their order. */
    public List<Element> read(byte[] bytes) throws IOException {
        ByteArrayInputView source = new ByteArrayInputView(bytes);
        List<Element> elements = new ArrayList<>();
        while (source.remaining() > 0) {
            byte kind = source.readByte();
            elements.add(
                    switch (kind) {
                        case RECORDS -> readRecords(source);
                        case WATERMARK -> new Watermark(source.readLong());
                        case ACTIVE -> WatermarkStatus.ACTIVE;
                        case IDLE -> WatermarkStatus.IDLE;
                        default -> throw new IOException("an element under way is of unknown kind " + kind);
                    });
        }
        return elements;
    }

    private RecordBatch readRecords(ByteArrayInputView source) throws IOException {
        int lanes = source.readByte();
        int count = source.readInt();
        boolean keyed = (lanes & KEY_HASHES) != 0;
        RecordBatch batch = new RecordBatch(count, keyed);
        for (int i = 0; i < count; i++) {
            long timestamp = (lanes & TIMESTAMPS) != 0 ? source.readLong() : RecordBatch.NO_TIMESTAMP;
            int keyHash = keyed ? source.readInt() : 0;
            @Nullable Object value = serializer.deserialize(source);
            batch.add(value, timestamp, keyHash);
        }
        return batch;
    }
}
