package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Any value as the bytes of Java serialization after their count, and those of classes that are not serializable
 * field by field; 0 stands for null. Slow.
 */
@SuppressWarnings("NullAway") // Null is a value here.
public final class GenericSerializer<T> extends TypeSerializer<T> implements NullSafe {
    private final Class<T> type;

    public GenericSerializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public boolean isImmutableType() {
        return type == UUID.class || type.getName().startsWith("java.time.");
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(@Nullable T from) {
        return from == null || isImmutableType() ? from : decode(encode(from));
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        if (value == null) {
            VarInts.writeInt(0, target);
            return;
        }
        byte[] bytes = encode(value);
        VarInts.writeInt(bytes.length, target);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = Counts.readBytes(source);
        return bytes.length == 0 ? null : decode(bytes);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = VarInts.readCount(source);
        VarInts.writeInt(length, target);
        target.write(source, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenericSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The class of the values; what may change in it, Java serialization decides. */
    public static final class Snapshot<T> extends ClassSnapshot<T> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(GenericSerializer<T> serializer) {
            super(serializer.type);
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new GenericSerializer<>(currentClass());
        }
    }

    private byte[] encode(T value) {
        return UserCode.serializeValue(value, "A value of type " + type.getName());
    }

    private T decode(byte[] bytes) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? type.getClassLoader() : context;
        return UserCode.deserialize(bytes, loader == null ? ClassLoader.getSystemClassLoader() : loader, type);
    }
}
