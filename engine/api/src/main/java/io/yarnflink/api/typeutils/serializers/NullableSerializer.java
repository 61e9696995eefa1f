package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Adds null to a serializer that does not know it: a byte before each value says whether there is one. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class NullableSerializer<T> extends TypeSerializer<T> implements NullSafe {
    private final TypeSerializer<T> present;

    private NullableSerializer(TypeSerializer<T> present) {
        this.present = present;
    }

    /** {@code serializer} itself when it knows null. */
    public static <T> TypeSerializer<T> of(TypeSerializer<T> serializer) {
        return serializer instanceof NullSafe ? serializer : new NullableSerializer<>(serializer);
    }

    @Override
    public boolean isImmutableType() {
        return present.isImmutableType();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public TypeSerializer<T> duplicate() {
        TypeSerializer<T> duplicate = present.duplicate();
        return duplicate == present ? this : new NullableSerializer<>(duplicate);
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(@Nullable T from) {
        return from == null ? null : present.copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        target.writeBoolean(value != null);
        if (value != null) {
            present.serialize(value, target);
        }
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return source.readBoolean() ? present.deserialize(source) : null;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isPresent = source.readBoolean();
        target.writeBoolean(isPresent);
        if (isPresent) {
            present.copy(source, target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NullableSerializer<?> that && present.equals(that.present);
    }

    @Override
    public int hashCode() {
        return 31 * present.hashCode() + 1;
    }
}
