package io.yarnflink.api.typeinfo;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.EitherTypeInfo;
import io.yarnflink.api.typeutils.EnumTypeInfo;
import io.yarnflink.api.typeutils.GenericTypeInfo;
import io.yarnflink.api.typeutils.ListTypeInfo;
import io.yarnflink.api.typeutils.MapTypeInfo;
import io.yarnflink.api.typeutils.ObjectArrayTypeInfo;
import io.yarnflink.api.typeutils.RowTypeInfo;
import io.yarnflink.api.typeutils.SetTypeInfo;
import io.yarnflink.api.typeutils.TupleTypeInfo;
import io.yarnflink.api.typeutils.TypeExtractor;
import io.yarnflink.api.typeutils.ValueTypeInfo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Type information by name, for {@code returns(...)}, state descriptors and wherever generics are erased. */
public final class Types {
    public static final TypeInformation<Void> VOID = BasicTypeInfo.VOID_TYPE_INFO;
    public static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
    public static final TypeInformation<Byte> BYTE = BasicTypeInfo.BYTE_TYPE_INFO;
    public static final TypeInformation<Boolean> BOOLEAN = BasicTypeInfo.BOOLEAN_TYPE_INFO;
    public static final TypeInformation<Short> SHORT = BasicTypeInfo.SHORT_TYPE_INFO;
    public static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
    public static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;
    public static final TypeInformation<Float> FLOAT = BasicTypeInfo.FLOAT_TYPE_INFO;
    public static final TypeInformation<Double> DOUBLE = BasicTypeInfo.DOUBLE_TYPE_INFO;
    public static final TypeInformation<Character> CHAR = BasicTypeInfo.CHAR_TYPE_INFO;
    public static final TypeInformation<BigDecimal> BIG_DEC = BasicTypeInfo.BIG_DEC_TYPE_INFO;
    public static final TypeInformation<BigInteger> BIG_INT = BasicTypeInfo.BIG_INT_TYPE_INFO;
    public static final TypeInformation<LocalDate> LOCAL_DATE = LocalTimeTypeInfo.LOCAL_DATE;
    public static final TypeInformation<LocalTime> LOCAL_TIME = LocalTimeTypeInfo.LOCAL_TIME;
    public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME = LocalTimeTypeInfo.LOCAL_DATE_TIME;
    public static final TypeInformation<Instant> INSTANT = BasicTypeInfo.INSTANT_TYPE_INFO;
    public static final TypeInformation<Date> SQL_DATE = SqlTimeTypeInfo.DATE;
    public static final TypeInformation<Time> SQL_TIME = SqlTimeTypeInfo.TIME;
    public static final TypeInformation<Timestamp> SQL_TIMESTAMP = SqlTimeTypeInfo.TIMESTAMP;

    private Types() {}

    /** A tuple with fields of these types: {@code Types.TUPLE(Types.STRING, Types.INT)}. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
        return new TupleTypeInfo<>(types);
    }

    /** A subclass of a tuple class that says the types of its fields. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleSubclass) {
        TypeInformation<T> type = TypeExtractor.createTypeInfo(tupleSubclass);
        if (type instanceof TupleTypeInfo) {
            return type;
        }
        throw new InvalidTypesException(tupleSubclass.getName() + " has further fields, so that it is not a tuple");
    }

    /** A row with fields of these types, named {@code f0}, {@code f1} and so on. */
    public static TypeInformation<Row> ROW(TypeInformation<?>... types) {
        return new RowTypeInfo(types);
    }

    public static TypeInformation<Row> ROW_NAMED(String[] fieldNames, TypeInformation<?>... types) {
        return new RowTypeInfo(types, fieldNames);
    }

    public static <L, R> TypeInformation<Either<L, R>> EITHER(
            TypeInformation<L> leftType, TypeInformation<R> rightType) {
        return new EitherTypeInfo<>(leftType, rightType);
    }

    /** A class of values that write themselves. */
    public static <V extends Value> TypeInformation<V> VALUE(Class<V> valueType) {
        return new ValueTypeInfo<>(valueType);
    }

    /** A class that must follow the rules of POJOs; the failure says which it breaks. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
        return TypeExtractor.createPojoTypeInfo(pojoClass);
    }

    /** A POJO whose fields have these types, by name. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
        return TypeExtractor.createPojoTypeInfo(pojoClass, fields);
    }

    public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
        return new GenericTypeInfo<>(genericClass);
    }

    public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
        for (PrimitiveArrayTypeInfo<?> array : PrimitiveArrayTypeInfo.all()) {
            if (array.getComponentType().equals(elementType)) {
                return array;
            }
        }
        throw new IllegalArgumentException("There are no primitive arrays of " + elementType);
    }

    @SuppressWarnings("unchecked")
    public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
        TypeInformation<E[]> array = ObjectArrayTypeInfo.getInfoFor(elementType);
        TypeInformation<E[]> basic = BasicArrayTypeInfo.getInfoFor(array.getTypeClass());
        return basic == null ? array : basic;
    }

    public static <K, V> TypeInformation<Map<K, V>> MAP(TypeInformation<K> keyType, TypeInformation<V> valueType) {
        return new MapTypeInfo<>(keyType, valueType);
    }

    public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
        return new ListTypeInfo<>(elementType);
    }

    public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
        return new SetTypeInfo<>(elementType);
    }

    public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
        return new EnumTypeInfo<>(enumType);
    }
}
