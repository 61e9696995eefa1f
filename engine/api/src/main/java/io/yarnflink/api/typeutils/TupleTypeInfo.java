package io.yarnflink.api.typeutils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.serializers.TupleSerializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tuple class, or a subclass without further fields, with the types of its fields. */
public final class TupleTypeInfo<T extends Tuple> extends FieldListTypeInfo<T> {
    @SuppressWarnings("unchecked")
    public TupleTypeInfo(TypeInformation<?>... types) {
        this((Class<T>) Tuple.getTupleClass(types.length), types);
    }

    public TupleTypeInfo(Class<T> tupleType, TypeInformation<?>... types) {
        super(tupleType, names(types.length), List.of(types));
        if (!Tuple.getTupleClass(types.length).isAssignableFrom(tupleType)) {
            throw new IllegalArgumentException(tupleType.getName() + " is not a tuple of " + types.length + " fields");
        }
    }

    @Override
    public boolean isTupleType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return new TupleSerializer<>(getTypeClass(), fieldSerializers(config));
    }

    /** The types of the fields by the names of the tuple class's type parameters. */
    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        var parameters = new LinkedHashMap<String, TypeInformation<?>>();
        for (int i = 0; i < getArity(); i++) {
            parameters.put("T" + i, getTypeAt(i));
        }
        return parameters;
    }

    /** A tuple of strings, boxed primitives and the like. */
    public static <X extends Tuple> TupleTypeInfo<X> getBasicTupleTypeInfo(Class<?>... basicTypes) {
        return of(basicTypes, type -> Optional.empty());
    }

    /** A tuple of basic types and of the mutable values of such. */
    public static <X extends Tuple> TupleTypeInfo<X> getBasicAndBasicValueTupleTypeInfo(Class<?>... basicTypes) {
        return of(basicTypes, TupleTypeInfo::basicValue);
    }

    private static <X extends Tuple> TupleTypeInfo<X> of(
            Class<?>[] classes, Function<Class<?>, Optional<TypeInformation<?>>> others) {
        if (classes.length == 0) {
            throw new IllegalArgumentException("A tuple of basic types needs at least one");
        }
        var types = new TypeInformation<?>[classes.length];
        for (int i = 0; i < classes.length; i++) {
            Class<?> type = requireNonNull(classes[i], "type " + i + " is null");
            TypeInformation<?> basic = BasicTypeInfo.getInfoFor(type);
            types[i] = basic != null
                    ? basic
                    : others.apply(type)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    type.getName() + " is not a basic type; give other types with Types.TUPLE(...)"));
        }
        return new TupleTypeInfo<>(types);
    }

    private static Optional<TypeInformation<?>> basicValue(Class<?> type) {
        if (!Value.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        ValueTypeInfo<?> value = new ValueTypeInfo<>(type.asSubclass(Value.class));
        return value.isBasicValueType() ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return getTypeClass().getSimpleName()
                + fieldTypes().stream().map(Object::toString).collect(Collectors.joining(", ", "<", ">"));
    }

    private static List<String> names(int arity) {
        return IntStream.range(0, arity).mapToObj(i -> "f" + i).toList();
    }
}
