package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.types.CopyableValue;
import io.yarnflink.api.types.NullValue;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Values that write themselves. */
public final class ValueSerializer<T extends Value> extends TypeSerializer<T> {
    private final Class<T> type;
    private transient @Nullable Construction construction;
    private transient @Nullable T scratch;

    public ValueSerializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public boolean isImmutableType() {
        return type == NullValue.class;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new ValueSerializer<>(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
        if (type == NullValue.class) {
            return (T) NullValue.getInstance();
        }
        Construction known = construction;
        if (known == null) {
            known = Construction.withoutArguments(type);
            construction = known;
        }
        return (T) known.create();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        return from instanceof CopyableValue<?> copyable ? (T) copyable.copy() : throughBytes(from);
    }

    @Override
    public int getLength() {
        return scratch() instanceof CopyableValue<?> copyable ? copyable.getBinaryLength() : -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        value.write(target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return deserialize(createInstance(), source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        reuse.read(source);
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        T value = scratch();
        if (value instanceof CopyableValue<?> copyable) {
            copyable.copy(source, target);
        } else {
            value.read(source);
            value.write(target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The class of the values; what may change in it, they decide themselves. */
    public static final class Snapshot<T extends Value> extends ClassSnapshot<T> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(ValueSerializer<T> serializer) {
            super(serializer.type);
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new ValueSerializer<>(currentClass());
        }
    }

    private T scratch() {
        T known = scratch;
        if (known == null) {
            known = createInstance();
            scratch = known;
        }
        return known;
    }

    private T throughBytes(T from) {
        try {
            var bytes = new ByteArrayOutputView(64);
            from.write(bytes);
            return deserialize(new ByteArrayInputView(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("A value of " + type.getName() + " does not read what it wrote", e);
        }
    }
}
