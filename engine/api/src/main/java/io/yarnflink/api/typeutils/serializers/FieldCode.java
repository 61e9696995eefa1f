package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.types.NullFieldException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Code that was generated for the fields of one class and the serializers of one instance; for one thread. It must be
 * public because the generated class lives in the package of the class that it serves.
 */
public abstract class FieldCode<T> {
    private @Nullable FieldHandle[] handles = {};

    protected FieldCode() {}

    /** Writes all fields. */
    public abstract void write(T value, DataOutputView target) throws IOException;

    /** Reads all fields, into a new instance. */
    public abstract T read(DataInputView source) throws IOException;

    /** A new instance with copies of all fields. */
    public abstract T copy(T from);

    final FieldCode<T> with(@Nullable FieldHandle[] newHandles) {
        handles = newHandles;
        return this;
    }

    /** A field that generated code may not read itself. */
    protected final @Nullable Object get(int field, Object owner) {
        FieldHandle handle = handles[field];
        return handle == null ? null : handle.get(owner);
    }

    /** A field that generated code may not set itself. */
    protected final void set(int field, Object owner, @Nullable Object value) {
        FieldHandle handle = handles[field];
        if (handle != null) {
            handle.set(owner, value);
        }
    }

    /** The field of a tuple, whose format has no null. */
    protected static Object present(@Nullable Object value, int field) {
        if (value == null) {
            throw new NullFieldException(field);
        }
        return value;
    }
}
