package io.yarnflink.taskmanager.channels;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how large records are that nobody serializes, by serializing a few: one in 61 while many fit a batch, one in
 * five of large ones. Task thread only.
 */
final class RecordSizes {
    private static final int RAREST = 61;
    private static final int MOST_FREQUENT = 5;
    private static final int USUAL_BYTES = 256;
    private static final int MOST_KEPT_BYTES = 4096;

    private final TypeSerializer<Object> serializer;
    private final int fullBytes;
    private ByteArrayOutputView scratch = new ByteArrayOutputView(USUAL_BYTES);
    private int recordBytes = 1;
    private int untilSample = 1;

    RecordSizes(TypeSerializer<Object> serializer, int fullBytes) {
        this.serializer = serializer;
        this.fullBytes = fullBytes;
    }

    /** How many more records may come before the next look: at the next sample, or when they fill {@code room} bytes. */
    int untilNextLook(long room) {
        return (int) Math.max(1, Math.min(untilSample, room / recordBytes));
    }

    /** The bytes of {@code count} more records, {@code last} being the last of them. */
    long add(int count, @Nullable Object last) {
        untilSample -= count;
        if (untilSample <= 0) {
            // Sinks slowly, so that records of many sizes are taken for large ones rather than for small ones.
            recordBytes = Math.max(sizeOf(last), recordBytes - recordBytes / 4);
            // Odd, so as not to see every time the same of records that alternate.
            untilSample = Math.max(MOST_FREQUENT, Math.min(RAREST, fullBytes / recordBytes)) | 1;
        }
        return (long) count * recordBytes;
    }

    /** At least one. */
    @SuppressWarnings("NullAway") // Whether null is a value is for the type's serializer to say.
    private int sizeOf(@Nullable Object value) {
        try {
            scratch.reset();
            serializer.serialize(value, scratch);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // What cannot be written is no failure here, where nothing needs to be: what there is of it counts.
        }
        int bytes = Math.max(1, scratch.position());
        if (scratch.array().length > MOST_KEPT_BYTES) {
            scratch = new ByteArrayOutputView(USUAL_BYTES);
        }
        return bytes;
    }
}
