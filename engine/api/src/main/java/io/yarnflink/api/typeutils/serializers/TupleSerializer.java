package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.tuple.NullFieldException;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tuples as their fields, one after the other; a null in a field is refused unless its own format has one. */
public final class TupleSerializer<T extends Tuple> extends CompositeSerializer<T> {
    private final int arity;
    private transient @Nullable Construction construction;

    public TupleSerializer(Class<T> type, TypeSerializer<?>[] fields) {
        super(type, fields);
        arity = fields.length;
    }

    @Override
    public boolean isImmutableType() {
        return arity == 0;
    }

    @Override
    protected TypeSerializer<T> with(TypeSerializer<?>[] fields) {
        return new TupleSerializer<>(type(), fields);
    }

    @Override
    public T createInstance() {
        T tuple = newTuple();
        for (int i = 0; i < arity; i++) {
            tuple.setField(field(i).createInstance(), i);
        }
        return tuple;
    }

    @Override
    public T copy(T from) {
        return copy(from, newTuple());
    }

    @Override
    public T copy(T from, T reuse) {
        for (int i = 0; i < arity; i++) {
            @Nullable Object value = from.getField(i);
            reuse.setField(value == null ? nullOf(i) : field(i).copy(value), i);
        }
        return reuse;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        for (int i = 0; i < arity; i++) {
            @Nullable Object field = value.getField(i);
            field(i).serialize(field == null ? nullOf(i) : field, target);
        }
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return deserialize(newTuple(), source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        for (int i = 0; i < arity; i++) {
            reuse.setField(field(i).deserialize(source), i);
        }
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        for (int i = 0; i < arity; i++) {
            field(i).copy(source, target);
        }
    }

    /** Null where the field's serializer knows it. */
    @SuppressWarnings("NullAway") // Null is a value here.
    private Object nullOf(int field) {
        if (field(field) instanceof NullSafe) {
            return null;
        }
        throw new NullFieldException(field);
    }

    @SuppressWarnings("unchecked")
    private T newTuple() {
        if (type().getSuperclass() == Tuple.class) {
            return (T) Tuple.newInstance(arity);
        }
        Construction known = construction;
        if (known == null) {
            known = Construction.withoutArguments(type());
            construction = known;
        }
        return (T) known.create();
    }
}
