package io.yarnflink.api.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Objects as bytes behind the version of their serializer and their length, for states. */
public final class SimpleVersionedSerialization {
    private static final int HEADER = 2 * Integer.BYTES;

    private SimpleVersionedSerialization() {}

    public static <T> byte[] writeVersionAndSerialize(SimpleVersionedSerializer<T> serializer, T datum)
            throws IOException {
        byte[] bytes = serializer.serialize(datum);
        return ByteBuffer.allocate(HEADER + bytes.length)
                .putInt(serializer.getVersion())
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    public static <T> T readVersionAndDeSerialize(SimpleVersionedSerializer<T> serializer, byte[] bytes)
            throws IOException {
        if (bytes.length < HEADER) {
            throw new IOException(bytes.length + " bytes hold no version and length of " + HEADER + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int version = buffer.getInt();
        int length = buffer.getInt();
        if (length != buffer.remaining()) {
            throw new IOException(
                    "the bytes of version " + version + " should be " + length + " and are " + buffer.remaining());
        }
        byte[] datum = new byte[length];
        buffer.get(datum);
        return serializer.deserialize(version, datum);
    }
}
