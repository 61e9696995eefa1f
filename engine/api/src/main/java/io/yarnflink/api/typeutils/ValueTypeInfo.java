package io.yarnflink.api.typeutils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.BooleanValue;
import io.yarnflink.api.types.ByteValue;
import io.yarnflink.api.types.CharValue;
import io.yarnflink.api.types.DoubleValue;
import io.yarnflink.api.types.FloatValue;
import io.yarnflink.api.types.IntValue;
import io.yarnflink.api.types.LongValue;
import io.yarnflink.api.types.NullValue;
import io.yarnflink.api.types.ShortValue;
import io.yarnflink.api.types.StringValue;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.serializers.ValueSerializer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A class of values that write themselves. */
public class ValueTypeInfo<T extends Value> extends TypeInformation<T> {
    public static final ValueTypeInfo<StringValue> STRING_VALUE_TYPE_INFO = new ValueTypeInfo<>(StringValue.class);
    public static final ValueTypeInfo<BooleanValue> BOOLEAN_VALUE_TYPE_INFO = new ValueTypeInfo<>(BooleanValue.class);
    public static final ValueTypeInfo<ByteValue> BYTE_VALUE_TYPE_INFO = new ValueTypeInfo<>(ByteValue.class);
    public static final ValueTypeInfo<ShortValue> SHORT_VALUE_TYPE_INFO = new ValueTypeInfo<>(ShortValue.class);
    public static final ValueTypeInfo<IntValue> INT_VALUE_TYPE_INFO = new ValueTypeInfo<>(IntValue.class);
    public static final ValueTypeInfo<LongValue> LONG_VALUE_TYPE_INFO = new ValueTypeInfo<>(LongValue.class);
    public static final ValueTypeInfo<FloatValue> FLOAT_VALUE_TYPE_INFO = new ValueTypeInfo<>(FloatValue.class);
    public static final ValueTypeInfo<DoubleValue> DOUBLE_VALUE_TYPE_INFO = new ValueTypeInfo<>(DoubleValue.class);
    public static final ValueTypeInfo<CharValue> CHAR_VALUE_TYPE_INFO = new ValueTypeInfo<>(CharValue.class);
    public static final ValueTypeInfo<NullValue> NULL_VALUE_TYPE_INFO = new ValueTypeInfo<>(NullValue.class);

    private static final Set<Class<?>> BASIC = Set.of(
            StringValue.class,
            BooleanValue.class,
            ByteValue.class,
            ShortValue.class,
            IntValue.class,
            LongValue.class,
            FloatValue.class,
            DoubleValue.class,
            CharValue.class,
            NullValue.class);

    private final Class<T> type;

    public ValueTypeInfo(Class<T> type) {
        if (!Value.class.isAssignableFrom(requireNonNull(type, "value class is null"))) {
            throw new IllegalArgumentException(type.getName() + " does not implement " + Value.class.getName());
        }
        this.type = type;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    /** Whether this is one of the values of a text, a primitive or nothing. */
    public boolean isBasicValueType() {
        return BASIC.contains(type);
    }

    @Override
    public boolean isKeyType() {
        return Comparable.class.isAssignableFrom(type);
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new ValueSerializer<>(type);
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof ValueTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueTypeInfo<?> that && that.canEqual(this) && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return "ValueType<" + type.getSimpleName() + ">";
    }
}
