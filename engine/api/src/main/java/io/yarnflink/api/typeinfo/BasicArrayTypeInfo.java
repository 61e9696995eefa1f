package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.ObjectArraySerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of strings and boxed primitives. */
public final class BasicArrayTypeInfo<T, C> extends TypeInformation<T> {
    public static final BasicArrayTypeInfo<String[], String> STRING_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(String[].class, BasicTypeInfo.STRING_TYPE_INFO);
    public static final BasicArrayTypeInfo<Boolean[], Boolean> BOOLEAN_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Boolean[].class, BasicTypeInfo.BOOLEAN_TYPE_INFO);
    public static final BasicArrayTypeInfo<Byte[], Byte> BYTE_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Byte[].class, BasicTypeInfo.BYTE_TYPE_INFO);
    public static final BasicArrayTypeInfo<Short[], Short> SHORT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Short[].class, BasicTypeInfo.SHORT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Integer[], Integer> INT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Integer[].class, BasicTypeInfo.INT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Long[], Long> LONG_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Long[].class, BasicTypeInfo.LONG_TYPE_INFO);
    public static final BasicArrayTypeInfo<Float[], Float> FLOAT_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Float[].class, BasicTypeInfo.FLOAT_TYPE_INFO);
    public static final BasicArrayTypeInfo<Double[], Double> DOUBLE_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Double[].class, BasicTypeInfo.DOUBLE_TYPE_INFO);
    public static final BasicArrayTypeInfo<Character[], Character> CHAR_ARRAY_TYPE_INFO =
            new BasicArrayTypeInfo<>(Character[].class, BasicTypeInfo.CHAR_TYPE_INFO);

    private static final List<BasicArrayTypeInfo<?, ?>> ALL = List.of(
            STRING_ARRAY_TYPE_INFO,
            BOOLEAN_ARRAY_TYPE_INFO,
            BYTE_ARRAY_TYPE_INFO,
            SHORT_ARRAY_TYPE_INFO,
            INT_ARRAY_TYPE_INFO,
            LONG_ARRAY_TYPE_INFO,
            FLOAT_ARRAY_TYPE_INFO,
            DOUBLE_ARRAY_TYPE_INFO,
            CHAR_ARRAY_TYPE_INFO);

    private final Class<T> arrayClass;
    private final TypeInformation<C> componentInfo;

    private BasicArrayTypeInfo(Class<T> arrayClass, BasicTypeInfo<C> componentInfo) {
        this.arrayClass = arrayClass;
        this.componentInfo = componentInfo;
    }

    /** The information of an array class; null when its elements are of other types. */
    @SuppressWarnings("unchecked")
    public static <X, C> @Nullable BasicArrayTypeInfo<X, C> getInfoFor(Class<X> type) {
        for (BasicArrayTypeInfo<?, ?> info : ALL) {
            if (info.arrayClass == type) {
                return (BasicArrayTypeInfo<X, C>) info;
            }
        }
        return null;
    }

    public Class<C> getComponentTypeClass() {
        return componentInfo.getTypeClass();
    }

    public TypeInformation<C> getComponentInfo() {
        return componentInfo;
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
    @SuppressWarnings("unchecked")
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return (TypeSerializer<T>)
                new ObjectArraySerializer<>(getComponentTypeClass(), componentInfo.createSerializer(config));
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof BasicArrayTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BasicArrayTypeInfo<?, ?> that && arrayClass == that.arrayClass;
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
