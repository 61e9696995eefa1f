package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.SetSerializer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of elements of one type; other sets than linked hash sets become such. */
public class SetTypeInfo<T> extends TypeInformation<Set<T>> {
    private final TypeInformation<T> elementTypeInfo;

    public SetTypeInfo(Class<T> elementTypeClass) {
        this(TypeInformation.of(elementTypeClass));
    }

    public SetTypeInfo(TypeInformation<T> elementTypeInfo) {
        this.elementTypeInfo = elementTypeInfo;
    }

    public TypeInformation<T> getElementTypeInfo() {
        return elementTypeInfo;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Set<T>> getTypeClass() {
        return (Class<Set<T>>) (Class<?>) Set.class;
    }

    @Override
    public boolean isKeyType() {
        return KeyTypes.refusal(this).isEmpty();
    }

    @Override
    public TypeSerializer<Set<T>> createSerializer(ExecutionConfig config) {
        return new SetSerializer<>(elementTypeInfo.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SetTypeInfo<?> that
                && that.canEqual(this)
                && elementTypeInfo.equals(that.elementTypeInfo);
    }

    @Override
    public int hashCode() {
        return 31 * elementTypeInfo.hashCode() + 2;
    }

    @Override
    public String toString() {
        return "Set<" + elementTypeInfo + ">";
    }
}
