package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A serializer of a class whose values consist of fields with serializers of their own. */
abstract class CompositeSerializer<T> extends TypeSerializer<T> {
    private final Class<T> type;
    private final TypeSerializer<Object>[] fields;

    @SuppressWarnings("unchecked") // Field values come as objects.
    CompositeSerializer(Class<T> type, TypeSerializer<?>[] fields) {
        this.type = type;
        this.fields = (TypeSerializer<Object>[]) fields.clone();
    }

    /** The same serializer with other instances of its fields' serializers. */
    protected abstract TypeSerializer<T> with(TypeSerializer<?>[] duplicatedFields);

    /** Whether it has scratch space or caches of its own beside its fields' serializers. */
    boolean isStateful() {
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public final TypeSerializer<T> duplicate() {
        TypeSerializer<?>[] duplicates = fields.clone();
        boolean stateful = isStateful();
        for (int i = 0; i < fields.length; i++) {
            duplicates[i] = fields[i].duplicate();
            stateful |= duplicates[i] != fields[i];
        }
        return stateful ? with(duplicates) : this;
    }

    @Override
    public int getLength() {
        return -1;
    }

    final Class<T> type() {
        return type;
    }

    final TypeSerializer<Object> field(int i) {
        return fields[i];
    }

    final TypeSerializer<?>[] fields() {
        return fields.clone();
    }

    final int fieldCount() {
        return fields.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeSerializer<?> that
                && that.getClass() == getClass()
                && type == that.type
                && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * type.getName().hashCode() + Arrays.hashCode(fields);
    }
}
