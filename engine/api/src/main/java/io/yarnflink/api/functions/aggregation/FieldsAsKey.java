package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.CompositeType;
import io.yarnflink.api.typeutils.TupleTypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fields of a record, together as a tuple. */
public final class FieldsAsKey<T> implements KeySelector<T, Tuple> {
    private static final String ALL = "*";

    private final ArrayList<FieldAccess> fields = new ArrayList<>();
    private final TupleTypeInfo<Tuple> keyType;

    private FieldsAsKey(List<SelectedField> selected, TypeInformation<T> type) {
        if (selected.isEmpty() || selected.size() > Tuple.MAX_ARITY) {
            throw new InvalidTypesException("A key has from 1 to " + Tuple.MAX_ARITY + " fields, but " + selected.size()
                    + " of " + type + " were given: use a KeySelector");
        }
        selected.forEach(field -> fields.add(field.access()));
        keyType = new TupleTypeInfo<>(selected.stream().map(SelectedField::type).toArray(TypeInformation<?>[]::new));
    }

    public static <T> FieldsAsKey<T> at(TypeInformation<T> type, int... positions) {
        return new FieldsAsKey<>(
                Arrays.stream(positions)
                        .mapToObj(position -> SelectedField.at(type, position))
                        .toList(),
                type);
    }

    /** Names, names with dots for a field's field, and {@code *} for all fields. */
    public static <T> FieldsAsKey<T> of(TypeInformation<T> type, String... expressions) {
        List<SelectedField> selected = new ArrayList<>();
        for (String expression : expressions) {
            if (expression.equals(ALL) || expression.endsWith("." + ALL)) {
                selected.addAll(all(type, expression.substring(0, expression.length() - 1)));
            } else {
                selected.add(SelectedField.of(type, expression));
            }
        }
        return new FieldsAsKey<>(selected, type);
    }

    /** {@code prefix} ends with a dot, or is empty for the record itself. */
    private static List<SelectedField> all(TypeInformation<?> type, String prefix) {
        String owner = prefix.isEmpty() ? ALL : prefix.substring(0, prefix.length() - 1);
        SelectedField whole = SelectedField.of(type, owner);
        if (!(whole.type() instanceof CompositeType<?> composite)) {
            return List.of(whole);
        }
        return Arrays.stream(composite.getFieldNames())
                .map(name -> SelectedField.of(type, prefix + name))
                .toList();
    }

    public TypeInformation<Tuple> keyType() {
        return keyType;
    }

    @Override
    public Tuple getKey(T value) throws Exception {
        Tuple key = Tuple.newInstance(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            key.setField(fields.get(i).get(value), i);
        }
        return key;
    }
}
