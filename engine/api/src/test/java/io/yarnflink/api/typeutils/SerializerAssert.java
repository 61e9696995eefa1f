package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputViewStreamWrapper;
import io.yarnflink.api.memory.DataOutputViewStreamWrapper;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What must hold for the serializer of every type and each of its values. */
final class SerializerAssert {
    private SerializerAssert() {}

    static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new ExecutionConfig());
    }

    /** The type and its serializer survive their own way to a TaskManager, and equal ones stay equal. */
    static <T> void travels(TypeInformation<T> type) {
        TypeInformation<?> arrived = throughJava(type, TypeInformation.class);
        assertThat(arrived).isEqualTo(type).hasSameHashCodeAs(type).hasToString(type.toString());
        TypeSerializer<T> serializer = serializer(type);
        assertThat(serializer(arrived)).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        assertThat(throughJava(serializer, TypeSerializer.class)).isEqualTo(serializer);
        assertThat(serializer.duplicate()).isEqualTo(serializer);
    }

    /** Writes, reads, copies and skips {@code value}, with the serializer as it is, duplicated and sent away. */
    @SuppressWarnings("unchecked")
    static <T> void keeps(TypeInformation<T> type, T value) {
        TypeSerializer<T> serializer = serializer(type);
        byte[] bytes = bytes(serializer, value);
        if (serializer.getLength() >= 0) {
            assertThat(bytes).hasSize(serializer.getLength());
        }
        for (TypeSerializer<?> each : new TypeSerializer<?>[] {
            serializer, serializer.duplicate(), throughJava(serializer, TypeSerializer.class)
        }) {
            var other = (TypeSerializer<T>) each;
            assertThat(read(other, bytes)).isEqualTo(value);
            assertThat(other.copy(value)).isEqualTo(value);
            assertThat(bytes(other, value)).isEqualTo(bytes);
            assertThat(copied(other, bytes)).isEqualTo(bytes);
        }
        assertThat(throughStreams(serializer, value)).isEqualTo(value);
        if (serializer.isImmutableType()) {
            assertThat(serializer.copy(value)).isSameAs(value);
        }
    }

    static <T> byte[] bytes(TypeSerializer<T> serializer, T value) {
        var view = new ByteArrayOutputView(0);
        try {
            serializer.serialize(value, view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return view.toByteArray();
    }

    static <T> T read(TypeSerializer<T> serializer, byte[] bytes) {
        var view = new ByteArrayInputView(bytes);
        try {
            T value = serializer.deserialize(view);
            assertThat(view.remaining()).isZero();
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T throughStreams(TypeSerializer<T> serializer, T value) {
        var stream = new ByteArrayOutputStream();
        var copy = new ByteArrayOutputStream();
        try {
            serializer.serialize(value, new DataOutputViewStreamWrapper(stream));
            serializer.copy(
                    new DataInputViewStreamWrapper(new ByteArrayInputStream(stream.toByteArray())),
                    new DataOutputViewStreamWrapper(copy));
            return serializer.deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(copy.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] copied(TypeSerializer<?> serializer, byte[] bytes) {
        var from = new ByteArrayInputView(bytes);
        var to = new ByteArrayOutputView(0);
        try {
            serializer.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(from.remaining()).isZero();
        return to.toByteArray();
    }

    private static <T> T throughJava(Object object, Class<T> type) {
        return UserCode.deserialize(
                UserCode.serialize(object, "A sample"), SerializerAssert.class.getClassLoader(), type);
    }
}
