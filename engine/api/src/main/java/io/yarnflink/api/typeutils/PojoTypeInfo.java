package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.serializers.PojoSerializer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A class with fields that are public or have getters and setters, in the order of their names. */
public final class PojoTypeInfo<T> extends CompositeType<T> {
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
        return new PojoSerializer<>(getTypeClass(), fields, config);
    }

    @Override
    public String toString() {
        return "PojoType<" + getTypeClass().getName() + ", fields = [" + namedFields() + "]>";
    }
}
