package io.yarnflink.api.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.io.Serializable;

/** Writes, reads and copies values of one type; an instance is used by one thread at a time, see {@link #duplicate()}. */
public abstract class TypeSerializer<T> implements Serializable {
    /** Whether values can never change, so that references may be shared freely. */
    public abstract boolean isImmutableType();

    /** A serializer for another thread; itself when stateless. */
    public abstract TypeSerializer<T> duplicate();

    public abstract T createInstance();

    /** A deep copy; the value itself when immutable. */
    public abstract T copy(T from);

    /** A deep copy that may use {@code reuse} as its target. */
    public T copy(T from, T reuse) {
        return copy(from);
    }

    /** The fixed number of bytes of a value, or -1. */
    public abstract int getLength();

    public abstract void serialize(T value, DataOutputView target) throws IOException;

    public abstract T deserialize(DataInputView source) throws IOException;

    /** Reads a value that may use {@code reuse} as its target. */
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    /** Copies one serialized value without keeping it. */
    public abstract void copy(DataInputView source, DataOutputView target) throws IOException;

    /**
     * What is stored beside bytes of this serializer, so that a later one can tell whether and how it reads them. A
     * serializer without any configuration needs to say nothing.
     */
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new StatelessSerializerSnapshot<>(this);
    }

    @Override
    public abstract boolean equals(Object other);

    @Override
    public abstract int hashCode();
}
