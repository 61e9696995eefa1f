package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of elements of one type; other lists than array lists become such. */
public class ListTypeInfo<T> extends TypeInformation<List<T>> {
    private final TypeInformation<T> elementTypeInfo;

    public ListTypeInfo(Class<T> elementTypeClass) {
        this(TypeInformation.of(elementTypeClass));
    }

    public ListTypeInfo(TypeInformation<T> elementTypeInfo) {
        this.elementTypeInfo = elementTypeInfo;
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementTypeInfo;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<List<T>> getTypeClass() {
        return (Class<List<T>>) (Class<?>) List.class;
    }

    @Override
    public boolean isKeyType() {
        return KeyTypes.refusal(this).isEmpty();
    }

    @Override
    public TypeSerializer<List<T>> createSerializer(ExecutionConfig config) {
        return new ListSerializer<>(elementTypeInfo.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListTypeInfo<?> that
                && that.canEqual(this)
                && elementTypeInfo.equals(that.elementTypeInfo);
    }

    @Override
    public int hashCode() {
        return 31 * elementTypeInfo.hashCode() + 1;
    }

    @Override
    public String toString() {
        return "List<" + elementTypeInfo + ">";
    }
}
