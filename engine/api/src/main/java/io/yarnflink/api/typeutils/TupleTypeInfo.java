package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.serializers.TupleSerializer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tuple class, or a subclass without further fields, with the types of its fields. */
public final class TupleTypeInfo<T extends Tuple> extends CompositeType<T> {
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
        TypeSerializer<?>[] fields =
                fieldTypes().stream().map(type -> type.createSerializer(config)).toArray(TypeSerializer<?>[]::new);
        return new TupleSerializer<>(getTypeClass(), fields);
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
