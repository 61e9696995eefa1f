package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.serialization.SerializerConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.PojoSerializer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A class with fields that are public or have getters and setters, in the order of their names. */
public class PojoTypeInfo<T> extends FieldListTypeInfo<T> {
    private final List<PojoField> fields;

    public PojoTypeInfo(Class<T> typeClass, List<PojoField> fields) {
        this(fields.stream().sorted(Comparator.comparing(PojoField::name)).toList(), typeClass);
    }

    private PojoTypeInfo(List<PojoField> fields, Class<T> typeClass) {
        super(
                typeClass,
                fields.stream().map(PojoField::name).toList(),
                fields.stream().map(PojoField::getTypeInformation).collect(Collectors.toList()));
        this.fields = fields;
    }

    public PojoField getPojoFieldAt(int pos) {
        return fields.get(pos);
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return createPojoSerializer(config);
    }

    public PojoSerializer<T> createPojoSerializer(SerializerConfig config) {
        return createPojoSerializer(ExecutionConfig.withSerializers(config));
    }

    public PojoSerializer<T> createPojoSerializer(ExecutionConfig config) {
        return new PojoSerializer<>(getTypeClass(), fields, config);
    }

    @Override
    public boolean isSortKeyType() {
        return isKeyType() && Comparable.class.isAssignableFrom(getTypeClass());
    }

    @Override
    boolean hasPositions() {
        return false;
    }

    @Override
    FlatFieldDescriptor flatField(int field, int flatPosition, TypeInformation<?> type) {
        return new NamedFlatFieldDescriptor(fields.get(field).name(), flatPosition, type);
    }

    @Override
    public String toString() {
        return "PojoType<" + getTypeClass().getName() + ", fields = [" + namedFields() + "]>";
    }

    /** A field of a POJO that has no fields of its own. */
    public static class NamedFlatFieldDescriptor extends FlatFieldDescriptor {
        private final String fieldName;

        public NamedFlatFieldDescriptor(String name, int keyPosition, TypeInformation<?> type) {
            super(keyPosition, type);
            fieldName = name;
        }

        public String getFieldName() {
            return fieldName;
        }

        @Override
        public String toString() {
            return "field '" + fieldName + "' at " + getPosition() + ": " + getType();
        }
    }
}
