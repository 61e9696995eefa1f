package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.types.NullFieldException;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tuples as their fields, one after the other; a null in a field is refused unless its own format has one. */
public final class TupleSerializer<T extends Tuple> extends CompositeSerializer<T> {
    private final int arity;
    private transient @Nullable Construction construction;
    private transient @Nullable MutableFieldCode<T> code;
    private transient boolean isPlain;

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
        TupleSerializer<T> other = new TupleSerializer<>(type(), fields);
        other.isPlain = isPlain;
        return other;
    }

    /** The same serializer without generated code: slower, and the measure of what that must do. */
    public TupleSerializer<T> reflective() {
        TupleSerializer<T> other = (TupleSerializer<T>) with(fields());
        other.isPlain = true;
        return other;
    }

    /** Null where there is none, because the class or what was stored of it does not allow any. */
    @Nullable
    MutableFieldCode<T> code() {
        if (code == null && !isPlain) {
            code = generate();
            isPlain = code == null;
        }
        return code;
    }

    private @Nullable MutableFieldCode<T> generate() {
        Class<?> tuple = Tuple.getTupleClass(arity);
        List<Field> positions = IntStream.range(0, arity)
                .mapToObj(i -> FieldHandle.field(tuple, "f" + i))
                .toList();
        return (MutableFieldCode<T>)
                FieldCodes.of(type(), positions, fields(), true).orElse(null);
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
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            return generated.copy(from, reuse);
        }
        for (int i = 0; i < arity; i++) {
            @Nullable Object value = from.getField(i);
            reuse.setField(value == null ? nullOf(i) : field(i).copy(value), i);
        }
        return reuse;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            generated.write(value, target);
            return;
        }
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
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            return generated.read(reuse, source);
        }
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

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The tuple's class and its fields' snapshots; a tuple keeps its number of fields. */
    public static final class Snapshot<T extends Tuple> extends CompositeTypeSerializerSnapshot<T, TupleSerializer<T>> {
        private @Nullable StoredClass type;

        /** To be read. */
        public Snapshot() {}

        Snapshot(TupleSerializer<T> serializer) {
            super(serializer);
            type = StoredClass.of(serializer.type());
        }

        private StoredClass type() {
            return Objects.requireNonNull(type, "the snapshot was not read yet");
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView out) throws IOException {
            type().write(out);
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            type = StoredClass.read(in, loader);
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(TupleSerializer<T> serializer) {
            return serializer.fields();
        }

        @Override
        @SuppressWarnings("unchecked") // The class is found by the name under which it was stored.
        protected TupleSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new TupleSerializer<>((Class<T>) type().load(), nested);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
                TypeSerializerSnapshot<T> oldSerializerSnapshot) {
            return oldSerializerSnapshot instanceof Snapshot<?> old
                            && old.type().renamed(type()).isPresent()
                    ? NestedCompatibility.otherType(oldSerializerSnapshot, this)
                    : super.resolveSchemaCompatibility(oldSerializerSnapshot);
        }

        @Override
        protected String nestedName(int index) {
            String name = type().name();
            return "field f" + index + " of " + name.substring(name.lastIndexOf('.') + 1);
        }

        @Override
        public String toString() {
            String name = type().name();
            return Arrays.stream(getNestedSerializerSnapshots())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", name.substring(name.lastIndexOf('.') + 1) + '<', ">"));
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
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            return generated.create();
        }
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
