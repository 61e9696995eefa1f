package io.yarnflink.api.serialization;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Records as this engine serializes them. */
public class TypeInformationSerializationSchema<T> implements DeserializationSchema<T>, SerializationSchema<T> {
    private final TypeInformation<T> typeInfo;
    private final TypeSerializer<T> serializer;

    public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, ExecutionConfig config) {
        this(typeInfo, typeInfo.createSerializer(config));
    }

    public TypeInformationSerializationSchema(TypeInformation<T> typeInfo, TypeSerializer<T> serializer) {
        this.typeInfo = Objects.requireNonNull(typeInfo, "type is null");
        this.serializer = Objects.requireNonNull(serializer, "serializer is null");
    }

    @Override
    public T deserialize(byte[] message) {
        try {
            return serializer.deserialize(new ByteArrayInputView(message));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a message of " + message.length + " bytes is no " + typeInfo + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isEndOfStream(T nextElement) {
        return false;
    }

    @Override
    public byte[] serialize(T element) {
        ByteArrayOutputView view = new ByteArrayOutputView(64);
        try {
            serializer.serialize(element, view);
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be serialized as " + typeInfo + ": " + e.getMessage(), e);
        }
        return view.toByteArray();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return typeInfo;
    }
}
