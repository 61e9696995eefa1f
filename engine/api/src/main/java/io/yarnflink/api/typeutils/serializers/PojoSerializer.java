package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.StringEncoding;
import io.yarnflink.api.typeutils.PojoField;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** POJOs as a byte that says null, the declared class or a subclass (whose name follows), then their fields. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class PojoSerializer<T> extends CompositeSerializer<T> implements NullSafe {
    private static final int ABSENT = 0;
    private static final int DECLARED = 1;
    private static final int SUBCLASS = 2;

    private final FieldHandle[] handles;
    private final Subclasses subclasses;
    private transient @Nullable Construction construction;

    public PojoSerializer(Class<T> type, List<PojoField> fields, ExecutionConfig config) {
        super(type, serializers(fields, config));
        handles = fields.stream()
                .map(field -> new FieldHandle(
                        field.getField().getDeclaringClass(), field.getField().getName()))
                .toArray(FieldHandle[]::new);
        subclasses = new Subclasses(type, config);
    }

    private PojoSerializer(PojoSerializer<T> original, TypeSerializer<?>[] fields) {
        super(original.type(), fields);
        handles = original.handles;
        subclasses = original.subclasses.duplicate();
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

    @Override
    @SuppressWarnings("unchecked")
    public T createInstance() {
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
        T to = createInstance();
        for (int i = 0; i < handles.length; i++) {
            handles[i].set(to, field(i).copy(handles[i].get(from)));
        }
        return to;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        if (value == null) {
            target.writeByte(ABSENT);
        } else if (value.getClass() == type()) {
            target.writeByte(DECLARED);
            for (int i = 0; i < handles.length; i++) {
                field(i).serialize(handles[i].get(value), target);
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
                T value = createInstance();
                for (int i = 0; i < handles.length; i++) {
                    handles[i].set(value, field(i).deserialize(source));
                }
                yield value;
            }
            case SUBCLASS -> (T) subclasses.named(StringEncoding.read(source)).deserialize(source);
            default -> throw unknown(kind);
        };
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
