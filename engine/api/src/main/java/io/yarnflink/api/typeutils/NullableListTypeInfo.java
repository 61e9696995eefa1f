package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import java.util.List;

/** Lists of elements of one type, or null instead of a list. */
public class NullableListTypeInfo<T> extends ListTypeInfo<T> {
    public NullableListTypeInfo(Class<T> elementTypeClass) {
        super(elementTypeClass);
    }

    public NullableListTypeInfo(TypeInformation<T> elementTypeInfo) {
        super(elementTypeInfo);
    }

    @Override
    public TypeSerializer<List<T>> createSerializer(ExecutionConfig config) {
        return NullableSerializer.of(super.createSerializer(config));
    }

    @Override
    public String toString() {
        return "NullableList<" + getElementTypeInfo() + ">";
    }
}
