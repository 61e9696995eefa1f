package io.yarnflink.api.typeinfo;

import io.yarnflink.api.typeutils.TypeExtractor;

/** Captures a generic type: {@code new TypeHint<Tuple2<String, Long>>() {}}. */
public abstract class TypeHint<T> {
    private final TypeInformation<T> typeInfo;

    protected TypeHint() {
        typeInfo = TypeExtractor.createTypeInfo(this, TypeHint.class, getClass(), 0);
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }
}
