package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records as a byte that says whether there is one, then their components; made by the canonical constructor. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class RecordSerializer<T> extends CompositeSerializer<T> implements NullSafe {
    private final boolean immutable;
    private final transient FieldHandle[] handles;
    private final transient Construction construction;

    /** {@code components} are in the order of the record's components. */
    public RecordSerializer(Class<T> type, TypeSerializer<?>[] components) {
        super(type, nullable(type, components));
        immutable = Arrays.stream(components).allMatch(TypeSerializer::isImmutableType);
        RecordComponent[] declared = type.getRecordComponents();
        handles = Arrays.stream(declared)
                .map(component -> new FieldHandle(type, component.getName()))
                .toArray(FieldHandle[]::new);
        construction = Construction.ofRecord(
                type, Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
    }

    private RecordSerializer(RecordSerializer<T> original, TypeSerializer<?>[] fields) {
        super(original.type(), fields);
        immutable = original.immutable;
        handles = original.handles;
        construction = original.construction;
    }

    @Override
    public boolean isImmutableType() {
        return immutable;
    }

    @Override
    protected TypeSerializer<T> with(TypeSerializer<?>[] fields) {
        return new RecordSerializer<>(this, fields);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
        var components = new Object[fieldCount()];
        for (int i = 0; i < components.length; i++) {
            components[i] = field(i).createInstance();
        }
        return (T) construction.create(components);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(@Nullable T from) {
        if (immutable || from == null) {
            return from;
        }
        var components = new Object[handles.length];
        for (int i = 0; i < components.length; i++) {
            components[i] = field(i).copy(handles[i].get(from));
        }
        return (T) construction.create(components);
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        target.writeBoolean(value != null);
        if (value != null) {
            for (int i = 0; i < handles.length; i++) {
                field(i).serialize(handles[i].get(value), target);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(DataInputView source) throws IOException {
        if (!source.readBoolean()) {
            return null;
        }
        var components = new Object[fieldCount()];
        for (int i = 0; i < components.length; i++) {
            components[i] = field(i).deserialize(source);
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

    private Object readResolve() {
        return new RecordSerializer<>(type(), fields());
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
