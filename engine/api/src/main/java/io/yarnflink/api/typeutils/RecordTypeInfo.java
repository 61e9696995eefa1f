package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.RecordSerializer;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record class with the types of its components, in their order. */
public final class RecordTypeInfo<T> extends FieldListTypeInfo<T> {
    public RecordTypeInfo(Class<T> recordClass, List<TypeInformation<?>> componentTypes) {
        super(recordClass, names(recordClass), componentTypes);
        if (componentTypes.size() != getFieldNames().length) {
            throw new IllegalArgumentException(recordClass.getName() + " has " + getFieldNames().length
                    + " components, but " + componentTypes.size() + " types were given");
        }
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new RecordSerializer<>(getTypeClass(), fieldSerializers(config));
    }

    @Override
    public String toString() {
        return "RecordType<" + getTypeClass().getName() + ", components = [" + namedFields() + "]>";
    }

    private static List<String> names(Class<?> recordClass) {
        if (!recordClass.isRecord()) {
            throw new IllegalArgumentException(recordClass.getName() + " is not a record");
        }
        return Arrays.stream(recordClass.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
