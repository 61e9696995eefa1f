package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.function.Consumer;

/** One field of a record as it is. */
public final class FieldAsKey<T, K> implements KeySelector<T, K> {
    private final FieldAccess field;

    private FieldAsKey(FieldAccess field) {
        this.field = field;
    }

    public static <T, K> FieldAsKey<T, K> at(TypeInformation<T> type, int position) {
        return at(type, position, any -> {});
    }

    public static <T, K> FieldAsKey<T, K> of(TypeInformation<T> type, String expression) {
        return of(type, expression, any -> {});
    }

    /** As {@link #at(TypeInformation, int)}, of a field whose class {@code check} accepts. */
    public static <T, K> FieldAsKey<T, K> at(TypeInformation<T> type, int position, Consumer<Class<?>> check) {
        SelectedField selected = SelectedField.at(type, position);
        check.accept(selected.typeClass());
        return new FieldAsKey<>(selected.access());
    }

    /** As {@link #of(TypeInformation, String)}, of a field whose class {@code check} accepts. */
    public static <T, K> FieldAsKey<T, K> of(TypeInformation<T> type, String expression, Consumer<Class<?>> check) {
        SelectedField selected = SelectedField.of(type, expression);
        check.accept(selected.typeClass());
        return new FieldAsKey<>(selected.access());
    }

    @Override
    @SuppressWarnings("unchecked") // The program names the field's type.
    public K getKey(T value) throws Exception {
        return (K) field.get(value);
    }
}
