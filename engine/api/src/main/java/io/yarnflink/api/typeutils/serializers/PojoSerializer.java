package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.StringEncoding;
import io.yarnflink.api.typeutils.PojoField;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** POJOs as a byte that says null, the declared class or a subclass (whose name follows), then their fields. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class PojoSerializer<T> extends CompositeSerializer<T> implements NullSafe {
    private static final int ABSENT = 0;
    private static final int DECLARED = 1;
    private static final int SUBCLASS = 2;

    /** The fields that were stored, if the handles do not say them: what says itself need not travel with every task. */
    private final @Nullable FieldList older;

    /** Of the fields in the order of their bytes; null for one that the class does not have any more. */
    private final @Nullable FieldHandle[] handles;

    private final Subclasses subclasses;
    private transient @Nullable Construction construction;
    private transient @Nullable MutableFieldCode<T> code;
    private transient boolean isPlain;

    public PojoSerializer(Class<T> type, List<PojoField> fields, ExecutionConfig config) {
        super(type, serializers(fields, config));
        older = null;
        handles = fields.stream()
                .map(field -> new FieldHandle(
                        field.getField().getDeclaringClass(), field.getField().getName()))
                .toArray(FieldHandle[]::new);
        subclasses = new Subclasses(type, config);
    }

    /** Leaves fields that are not among {@code stored} as the constructor without parameters sets them. */
    PojoSerializer(
            Class<T> type,
            FieldList stored,
            TypeSerializer<?>[] fields,
            Map<String, TypeSerializerSnapshot<?>> subclasses) {
        super(type, fields);
        handles = stored.names().stream()
                .map(name -> FieldHandle.find(type, name))
                .toArray(FieldHandle[]::new);
        older = stored.equals(current(handles)) ? null : stored;
        this.subclasses = new Subclasses(type, new ExecutionConfig());
        subclasses.forEach((name, snapshot) -> this.subclasses.add(name, snapshot.restoreSerializer()));
    }

    private PojoSerializer(PojoSerializer<T> original, TypeSerializer<?>[] fields) {
        super(original.type(), fields);
        older = original.older;
        handles = original.handles;
        subclasses = original.subclasses.duplicate();
        isPlain = original.isPlain;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    boolean isStateful() {
        return true;
    }

    @Override
    protected TypeSerializer<T> with(TypeSerializer<?>[] fields) {
        return new PojoSerializer<>(this, fields);
    }

    /** The same serializer without generated code: slower, and the measure of what that must do. */
    public PojoSerializer<T> reflective() {
        PojoSerializer<T> other = (PojoSerializer<T>) with(fields());
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
        List<Field> declared = new ArrayList<>();
        for (FieldHandle handle : handles) {
            if (handle == null || Modifier.isAbstract(type().getModifiers())) {
                return null;
            }
            declared.add(handle.field());
        }
        return (MutableFieldCode<T>)
                FieldCodes.of(type(), declared, fields(), false).orElse(null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            return generated.create();
        }
        Construction known = construction;
        if (known == null) {
            known = Construction.withoutArguments(type());
            construction = known;
        }
        return (T) known.create();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(@Nullable T from) {
        if (from == null) {
            return null;
        }
        if (from.getClass() != type()) {
            return (T) subclasses.of(from.getClass()).copy(from);
        }
        MutableFieldCode<T> generated = code();
        if (generated != null) {
            return generated.copy(from);
        }
        T to = createInstance();
        for (int i = 0; i < handles.length; i++) {
            FieldHandle handle = handles[i];
            if (handle != null) {
                handle.set(to, field(i).copy(handle.get(from)));
            }
        }
        return to;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        if (value == null) {
            target.writeByte(ABSENT);
        } else if (value.getClass() == type()) {
            target.writeByte(DECLARED);
            MutableFieldCode<T> generated = code();
            if (generated != null) {
                generated.write(value, target);
                return;
            }
            for (int i = 0; i < handles.length; i++) {
                FieldHandle handle = handles[i];
                field(i).serialize(handle == null ? field(i).createInstance() : handle.get(value), target);
            }
        } else {
            target.writeByte(SUBCLASS);
            StringEncoding.write(value.getClass().getName(), target);
            subclasses.of(value.getClass()).serialize(value, target);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(DataInputView source) throws IOException {
        byte kind = source.readByte();
        return switch (kind) {
            case ABSENT -> null;
            case DECLARED -> {
                MutableFieldCode<T> generated = code();
                yield generated == null ? readFields(source) : generated.read(source);
            }
            case SUBCLASS -> (T) subclasses.named(StringEncoding.read(source)).deserialize(source);
            default -> throw unknown(kind);
        };
    }

    private T readFields(DataInputView source) throws IOException {
        T value = createInstance();
        for (int i = 0; i < handles.length; i++) {
            Object field = field(i).deserialize(source);
            FieldHandle handle = handles[i];
            if (handle != null) {
                handle.set(value, field);
            }
        }
        return value;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte kind = source.readByte();
        target.writeByte(kind);
        switch (kind) {
            case ABSENT -> {}
            case DECLARED -> {
                for (int i = 0; i < fieldCount(); i++) {
                    field(i).copy(source, target);
                }
            }
            case SUBCLASS -> {
                String name = StringEncoding.read(source);
                StringEncoding.write(name, target);
                subclasses.named(name).copy(source, target);
            }
            default -> throw unknown(kind);
        }
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new PojoSerializerSnapshot<>(type(), stored(), fields(), subclasses.met());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof PojoSerializer<?> that && Objects.equals(older, that.older);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private FieldList stored() {
        return older == null ? current(handles) : older;
    }

    private static FieldList current(@Nullable FieldHandle[] handles) {
        return FieldList.of(Arrays.stream(handles)
                .filter(Objects::nonNull)
                .map(FieldHandle::field)
                .toList());
    }

    private StreamCorruptedException unknown(byte kind) {
        return new StreamCorruptedException("A value of " + type().getName() + " begins with " + kind
                + " instead of 0 (null), 1 (the class itself) or 2 (a subclass)");
    }

    private static TypeSerializer<?>[] serializers(List<PojoField> fields, ExecutionConfig config) {
        return fields.stream()
                .map(field -> {
                    TypeSerializer<?> serializer = field.getTypeInformation().createSerializer(config);
                    return field.getField().getType().isPrimitive() ? serializer : NullableSerializer.of(serializer);
                })
                .toArray(TypeSerializer<?>[]::new);
    }
}
