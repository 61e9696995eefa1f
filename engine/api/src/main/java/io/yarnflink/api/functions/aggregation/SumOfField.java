package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;

/** Adds up one field; the others stay as in the first record. */
public final class SumOfField<T> extends AggregationFunction<T> {
    private final FieldAccess field;
    private final Numbers numbers;

    private SumOfField(SelectedField selected) {
        field = selected.access();
        numbers = Numbers.of(selected.typeClass())
                .orElseThrow(() -> new InvalidTypesException("Cannot sum " + selected + ": it is not a number"));
    }

    public static <T> SumOfField<T> at(TypeInformation<T> type, int position) {
        return new SumOfField<>(SelectedField.at(type, position));
    }

    public static <T> SumOfField<T> of(TypeInformation<T> type, String field) {
        return new SumOfField<>(SelectedField.of(type, field));
    }

    @Override
    @SuppressWarnings("unchecked") // Setting a field keeps the class.
    public T reduce(T value1, T value2) throws ReflectiveOperationException {
        Number sum = numbers.add((Number) field.get(value1), (Number) field.get(value2));
        return (T) field.set(value1, sum);
    }
}
