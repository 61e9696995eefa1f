package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records as a byte that says whether there is one, then their components; made by the canonical constructor. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class RecordSerializer<T> extends CompositeSerializer<T> implements NullSafe {
    private final boolean immutable;
    /** The fields that were stored, if they are not today's: what says itself need not travel with every task. */
    private final @Nullable FieldList older;
    /** Of the fields in the order of their bytes; null for one that is no component any more. */
    private final transient @Nullable FieldHandle[] handles;
    /** Where the fields go among the constructor's arguments. */
    private final transient int[] arguments;

    private final transient @Nullable Object[] defaults;
    private final transient Construction construction;
    private transient @Nullable FieldCode<T> code;
    private transient boolean isPlain;

    /** {@code components} are in the order of the record's components. */
    public RecordSerializer(Class<T> type, TypeSerializer<?>[] components) {
        this(type, FieldList.ofRecord(type), nullable(type, components));
    }

    /** Reads components that are not among {@code stored} as zero or null. */
    RecordSerializer(Class<T> type, FieldList stored, TypeSerializer<?>[] fields) {
        super(type, fields);
        FieldList current = FieldList.ofRecord(type);
        older = stored.equals(current) ? null : stored;
        immutable = Arrays.stream(fields).allMatch(TypeSerializer::isImmutableType);
        handles = new FieldHandle[fields.length];
        arguments = new int[fields.length];
        for (int i = 0; i < fields.length; i++) {
            arguments[i] = current.names().indexOf(stored.names().get(i));
            handles[i] = arguments[i] < 0
                    ? null
                    : new FieldHandle(type, stored.names().get(i));
        }
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        defaults = Arrays.stream(parameters)
                .map(parameter -> Array.get(Array.newInstance(parameter, 1), 0))
                .toArray();
        construction = Construction.ofRecord(type, parameters);
    }

    private RecordSerializer(RecordSerializer<T> original, TypeSerializer<?>[] fields) {
        super(original.type(), fields);
        older = original.older;
        immutable = original.immutable;
        handles = original.handles;
        arguments = original.arguments;
        defaults = original.defaults;
        construction = original.construction;
        isPlain = original.isPlain;
    }

    @Override
    public boolean isImmutableType() {
        return immutable;
    }

    @Override
    protected TypeSerializer<T> with(TypeSerializer<?>[] fields) {
        return new RecordSerializer<>(this, fields);
    }

    /** The same serializer without generated code: slower, and the measure of what that must do. */
    public RecordSerializer<T> reflective() {
        RecordSerializer<T> other = (RecordSerializer<T>) with(fields());
        other.isPlain = true;
        return other;
    }

    /** Null where there is none, because the class or what was stored of it does not allow any. */
    @Nullable
    FieldCode<T> code() {
        if (code == null && !isPlain) {
            code = generate();
            isPlain = code == null;
        }
        return code;
    }

    private @Nullable FieldCode<T> generate() {
        if (older != null) {
            return null;
        }
        List<Field> components = Arrays.stream(type().getRecordComponents())
                .map(component -> FieldHandle.field(type(), component.getName()))
                .toList();
        return FieldCodes.of(type(), components, fields(), false).orElse(null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
        @Nullable Object[] components = defaults.clone();
        for (int i = 0; i < handles.length; i++) {
            place(i, field(i).createInstance(), components);
        }
        return (T) construction.create(components);
    }

    private void place(int field, @Nullable Object value, @Nullable Object[] components) {
        if (arguments[field] >= 0) {
            components[arguments[field]] = value;
        }
    }

    private @Nullable Object value(int field, T record) {
        FieldHandle handle = handles[field];
        return handle == null ? field(field).createInstance() : handle.get(record);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(@Nullable T from) {
        if (immutable || from == null) {
            return from;
        }
        FieldCode<T> generated = code();
        if (generated != null) {
            return generated.copy(from);
        }
        @Nullable Object[] components = defaults.clone();
        for (int i = 0; i < handles.length; i++) {
            place(i, field(i).copy(value(i, from)), components);
        }
        return (T) construction.create(components);
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        target.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        FieldCode<T> generated = code();
        if (generated != null) {
            generated.write(value, target);
        } else {
            for (int i = 0; i < handles.length; i++) {
                field(i).serialize(value(i, value), target);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(DataInputView source) throws IOException {
        if (!source.readBoolean()) {
            return null;
        }
        FieldCode<T> generated = code();
        if (generated != null) {
            return generated.read(source);
        }
        @Nullable Object[] components = defaults.clone();
        for (int i = 0; i < handles.length; i++) {
            place(i, field(i).deserialize(source), components);
        }
        return (T) construction.create(components);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isPresent = source.readBoolean();
        target.writeBoolean(isPresent);
        for (int i = 0; isPresent && i < fieldCount(); i++) {
            field(i).copy(source, target);
        }
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new RecordSerializerSnapshot<>(type(), stored(), fields());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof RecordSerializer<?> that && Objects.equals(older, that.older);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private FieldList stored() {
        return older == null ? FieldList.ofRecord(type()) : older;
    }

    private Object readResolve() {
        return new RecordSerializer<>(type(), stored(), fields());
    }

    private static TypeSerializer<?>[] nullable(Class<?> type, TypeSerializer<?>[] components) {
        RecordComponent[] declared = type.getRecordComponents();
        TypeSerializer<?>[] fields = components.clone();
        for (int i = 0; i < fields.length; i++) {
            if (!declared[i].getType().isPrimitive()) {
                fields[i] = NullableSerializer.of(fields[i]);
            }
        }
        return fields;
    }
}
