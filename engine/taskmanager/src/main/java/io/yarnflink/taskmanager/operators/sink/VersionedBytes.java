package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Objects as bytes behind the version of their serializer, for states. */
final class VersionedBytes {
    private VersionedBytes() {}

    static <T> byte[] of(SimpleVersionedSerializer<T> serializer, T value) throws IOException {
        byte[] bytes = serializer.serialize(value);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(serializer.getVersion())
                .put(bytes)
                .array();
    }

    static <T> T read(SimpleVersionedSerializer<T> serializer, byte[] versioned) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(versioned);
        int version = buffer.getInt();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return serializer.deserialize(version, bytes);
    }
}
