package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stateless serializer of values that never change; all of one class are equal. */
public abstract class ImmutableSerializer<T> extends TypeSerializer<T> {
    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = getLength();
        if (length >= 0) {
            target.write(source, length);
        } else {
            serialize(deserialize(source), target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().getName().hashCode();
    }
}
