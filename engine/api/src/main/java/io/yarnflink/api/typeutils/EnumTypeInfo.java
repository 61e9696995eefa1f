package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.EnumSerializer;
import org.jspecify.annotations.Nullable;

/** Enum constants. */
public class EnumTypeInfo<T extends Enum<T>> extends TypeInformation<T> {
    private final Class<T> type;

    public EnumTypeInfo(Class<T> type) {
        if (!type.isEnum()) {
            throw new IllegalArgumentException(type.getName() + " is not an enum");
        }
        this.type = type;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return KeyTypes.refusal(this).isEmpty();
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new EnumSerializer<>(type);
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof EnumTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
