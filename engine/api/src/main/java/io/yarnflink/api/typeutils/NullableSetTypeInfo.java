package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import java.util.Set;

/** Sets of elements of one type, or null instead of a set. */
public class NullableSetTypeInfo<T> extends SetTypeInfo<T> {
    public NullableSetTypeInfo(Class<T> elementTypeClass) {
        super(elementTypeClass);
    }

    public NullableSetTypeInfo(TypeInformation<T> elementTypeInfo) {
        super(elementTypeInfo);
    }

    @Override
    public TypeSerializer<Set<T>> createSerializer(ExecutionConfig config) {
        return NullableSerializer.of(super.createSerializer(config));
    }

    @Override
    public String toString() {
        return "NullableSet<" + getElementTypeInfo() + ">";
    }
}
