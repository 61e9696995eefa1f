package io.yarnflink.api.typeinfo;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.BigDecSerializer;
import io.yarnflink.api.typeutils.serializers.BigIntSerializer;
import io.yarnflink.api.typeutils.serializers.BooleanSerializer;
import io.yarnflink.api.typeutils.serializers.ByteSerializer;
import io.yarnflink.api.typeutils.serializers.CharSerializer;
import io.yarnflink.api.typeutils.serializers.DateSerializer;
import io.yarnflink.api.typeutils.serializers.DoubleSerializer;
import io.yarnflink.api.typeutils.serializers.FloatSerializer;
import io.yarnflink.api.typeutils.serializers.InstantSerializer;
import io.yarnflink.api.typeutils.serializers.IntSerializer;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.ShortSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.api.typeutils.serializers.VoidSerializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings, boxed primitives and the like. */
@SuppressWarnings("ClassInitializationDeadlock") // Its subclasses are only made here.
public class BasicTypeInfo<T> extends TypeInformation<T> {
    public static final BasicTypeInfo<String> STRING_TYPE_INFO =
            new BasicTypeInfo<>(String.class, casts(), StringSerializer.INSTANCE);
    public static final BasicTypeInfo<Boolean> BOOLEAN_TYPE_INFO =
            new BasicTypeInfo<>(Boolean.class, casts(), BooleanSerializer.INSTANCE);
    public static final BasicTypeInfo<Byte> BYTE_TYPE_INFO = new IntegerTypeInfo<>(
            Byte.class,
            casts(Short.class, Integer.class, Long.class, Float.class, Double.class, Character.class),
            ByteSerializer.INSTANCE);
    public static final BasicTypeInfo<Short> SHORT_TYPE_INFO = new IntegerTypeInfo<>(
            Short.class,
            casts(Integer.class, Long.class, Float.class, Double.class, Character.class),
            ShortSerializer.INSTANCE);
    public static final BasicTypeInfo<Integer> INT_TYPE_INFO = new IntegerTypeInfo<>(
            Integer.class, casts(Long.class, Float.class, Double.class, Character.class), IntSerializer.INSTANCE);
    public static final BasicTypeInfo<Long> LONG_TYPE_INFO = new IntegerTypeInfo<>(
            Long.class, casts(Float.class, Double.class, Character.class), LongSerializer.INSTANCE);
    public static final BasicTypeInfo<Float> FLOAT_TYPE_INFO =
            new FractionalTypeInfo<>(Float.class, casts(Double.class), FloatSerializer.INSTANCE);
    public static final BasicTypeInfo<Double> DOUBLE_TYPE_INFO =
            new FractionalTypeInfo<>(Double.class, casts(), DoubleSerializer.INSTANCE);
    public static final BasicTypeInfo<Character> CHAR_TYPE_INFO =
            new BasicTypeInfo<>(Character.class, casts(), CharSerializer.INSTANCE);
    public static final BasicTypeInfo<Date> DATE_TYPE_INFO =
            new BasicTypeInfo<>(Date.class, casts(), DateSerializer.INSTANCE);
    public static final BasicTypeInfo<Void> VOID_TYPE_INFO =
            new BasicTypeInfo<>(Void.class, casts(), VoidSerializer.INSTANCE);
    public static final BasicTypeInfo<BigInteger> BIG_INT_TYPE_INFO =
            new BasicTypeInfo<>(BigInteger.class, casts(), BigIntSerializer.INSTANCE);
    public static final BasicTypeInfo<BigDecimal> BIG_DEC_TYPE_INFO =
            new BasicTypeInfo<>(BigDecimal.class, casts(), BigDecSerializer.INSTANCE);
    public static final BasicTypeInfo<Instant> INSTANT_TYPE_INFO =
            new BasicTypeInfo<>(Instant.class, casts(), InstantSerializer.INSTANCE);

    private static final Map<Class<?>, BasicTypeInfo<?>> BY_CLASS = Map.ofEntries(
            Map.entry(String.class, STRING_TYPE_INFO),
            Map.entry(Boolean.class, BOOLEAN_TYPE_INFO),
            Map.entry(boolean.class, BOOLEAN_TYPE_INFO),
            Map.entry(Byte.class, BYTE_TYPE_INFO),
            Map.entry(byte.class, BYTE_TYPE_INFO),
            Map.entry(Short.class, SHORT_TYPE_INFO),
            Map.entry(short.class, SHORT_TYPE_INFO),
            Map.entry(Integer.class, INT_TYPE_INFO),
            Map.entry(int.class, INT_TYPE_INFO),
            Map.entry(Long.class, LONG_TYPE_INFO),
            Map.entry(long.class, LONG_TYPE_INFO),
            Map.entry(Float.class, FLOAT_TYPE_INFO),
            Map.entry(float.class, FLOAT_TYPE_INFO),
            Map.entry(Double.class, DOUBLE_TYPE_INFO),
            Map.entry(double.class, DOUBLE_TYPE_INFO),
            Map.entry(Character.class, CHAR_TYPE_INFO),
            Map.entry(char.class, CHAR_TYPE_INFO),
            Map.entry(Date.class, DATE_TYPE_INFO),
            Map.entry(Void.class, VOID_TYPE_INFO),
            Map.entry(void.class, VOID_TYPE_INFO),
            Map.entry(BigInteger.class, BIG_INT_TYPE_INFO),
            Map.entry(BigDecimal.class, BIG_DEC_TYPE_INFO),
            Map.entry(Instant.class, INSTANT_TYPE_INFO));

    private final Class<T> type;
    private final Class<?>[] possibleCastTargetTypes;
    private final TypeSerializer<T> serializer;

    /** {@code possibleCastTargetTypes} are the basic types that values may become without being asked. */
    protected BasicTypeInfo(Class<T> type, Class<?>[] possibleCastTargetTypes, TypeSerializer<T> serializer) {
        this.type = requireNonNull(type, "class is null");
        this.possibleCastTargetTypes = possibleCastTargetTypes.clone();
        this.serializer = requireNonNull(serializer, "serializer is null");
    }

    private static Class<?>[] casts(Class<?>... targets) {
        return targets;
    }

    /** Whether values may become values of {@code to} without being asked, as numbers do in Java. */
    public boolean shouldAutocastTo(BasicTypeInfo<?> to) {
        return Arrays.asList(possibleCastTargetTypes).contains(to.getTypeClass());
    }

    /** The information of {@code type}, primitives as their boxes; null when it is not a basic type. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable BasicTypeInfo<X> getInfoFor(Class<X> type) {
        return (BasicTypeInfo<X>) BY_CLASS.get(type);
    }

    @Override
    public boolean isBasicType() {
        return true;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return serializer;
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof BasicTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BasicTypeInfo<?> that && that.canEqual(this) && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    /** Also for subclasses. */
    protected Object readResolve() {
        return BY_CLASS.getOrDefault(type, this);
    }
}
