package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.PrimitiveArraySerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of primitives. */
public class PrimitiveArrayTypeInfo<T> extends TypeInformation<T> {
    public static final PrimitiveArrayTypeInfo<boolean[]> BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(boolean[].class);
    public static final PrimitiveArrayTypeInfo<byte[]> BYTE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(byte[].class);
    public static final PrimitiveArrayTypeInfo<short[]> SHORT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(short[].class);
    public static final PrimitiveArrayTypeInfo<int[]> INT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(int[].class);
    public static final PrimitiveArrayTypeInfo<long[]> LONG_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(long[].class);
    public static final PrimitiveArrayTypeInfo<float[]> FLOAT_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(float[].class);
    public static final PrimitiveArrayTypeInfo<double[]> DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(double[].class);
    public static final PrimitiveArrayTypeInfo<char[]> CHAR_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(char[].class);

    private static final List<PrimitiveArrayTypeInfo<?>> ALL = List.of(
            BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO,
            BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            SHORT_PRIMITIVE_ARRAY_TYPE_INFO,
            INT_PRIMITIVE_ARRAY_TYPE_INFO,
            LONG_PRIMITIVE_ARRAY_TYPE_INFO,
            FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
            DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO,
            CHAR_PRIMITIVE_ARRAY_TYPE_INFO);

    private final Class<T> arrayClass;

    private PrimitiveArrayTypeInfo(Class<T> arrayClass) {
        this.arrayClass = arrayClass;
    }

    /** The information of an array class; null when its elements are not primitives. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable PrimitiveArrayTypeInfo<X> getInfoFor(Class<X> type) {
        for (PrimitiveArrayTypeInfo<?> info : ALL) {
            if (info.arrayClass == type) {
                return (PrimitiveArrayTypeInfo<X>) info;
            }
        }
        return null;
    }

    static List<PrimitiveArrayTypeInfo<?>> all() {
        return ALL;
    }

    public Class<?> getComponentClass() {
        return arrayClass.getComponentType();
    }

    @SuppressWarnings("NullAway") // The elements are primitives.
    public TypeInformation<?> getComponentType() {
        return BasicTypeInfo.getInfoFor(getComponentClass());
    }

    @Override
    public Class<T> getTypeClass() {
        return arrayClass;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new PrimitiveArraySerializer<>(arrayClass);
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof PrimitiveArrayTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrimitiveArrayTypeInfo<?> that && arrayClass == that.arrayClass;
    }

    @Override
    public int hashCode() {
        return arrayClass.getName().hashCode();
    }

    @Override
    public String toString() {
        return arrayClass.getSimpleName();
    }
}
