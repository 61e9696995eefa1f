package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** Multisets: maps from an element to how often it occurs. */
public final class MultisetTypeInfo<T> extends MapTypeInfo<T, Integer> {
    public MultisetTypeInfo(Class<T> elementTypeClass) {
        super(TypeInformation.of(elementTypeClass), Types.INT);
    }

    public MultisetTypeInfo(TypeInformation<T> elementTypeInfo) {
        super(elementTypeInfo, Types.INT);
    }

    public static <C> MultisetTypeInfo<C> getInfoFor(TypeInformation<C> componentInfo) {
        return new MultisetTypeInfo<>(componentInfo);
    }

    public TypeInformation<T> getElementTypeInfo() {
        return getKeyTypeInfo();
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof MultisetTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MultisetTypeInfo && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return "Multiset<" + getElementTypeInfo() + ">";
    }
}
