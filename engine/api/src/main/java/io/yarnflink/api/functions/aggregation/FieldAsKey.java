package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.typeinfo.TypeInformation;

/** One field of a record as it is. */
public final class FieldAsKey<T, K> implements KeySelector<T, K> {
    private final FieldAccess field;

    private FieldAsKey(FieldAccess field) {
        this.field = field;
    }

    public static <T, K> FieldAsKey<T, K> at(TypeInformation<T> type, int position) {
        return new FieldAsKey<>(SelectedField.at(type, position).access());
    }

    public static <T, K> FieldAsKey<T, K> of(TypeInformation<T> type, String expression) {
        return new FieldAsKey<>(SelectedField.of(type, expression).access());
    }

    @Override
    @SuppressWarnings("unchecked") // The program names the field's type.
    public K getKey(T value) throws Exception {
        return (K) field.get(value);
    }
}
