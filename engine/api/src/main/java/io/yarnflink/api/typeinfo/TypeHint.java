package io.yarnflink.api.typeinfo;

import io.yarnflink.api.typeutils.TypeExtractor;
import org.jspecify.annotations.Nullable;

/** Captures a generic type: {@code new TypeHint<Tuple2<String, Long>>() {}}. */
public abstract class TypeHint<T> {
    private final TypeInformation<T> typeInfo;

    protected TypeHint() {
        typeInfo = TypeExtractor.createTypeInfo(this, TypeHint.class, getClass(), 0);
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypeHint<?> that && typeInfo.equals(that.typeInfo);
    }

    @Override
    public int hashCode() {
        return typeInfo.hashCode();
    }

    @Override
    public String toString() {
        return "TypeHint: " + typeInfo;
    }
}
