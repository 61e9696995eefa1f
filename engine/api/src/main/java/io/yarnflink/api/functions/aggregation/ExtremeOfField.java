package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;

/** Keeps the smallest or the largest value of a field, alone or with the record it stands in. */
public final class ExtremeOfField<T> extends AggregationFunction<T> {
    private final FieldAccess field;
    private final Extreme extreme;

    private ExtremeOfField(SelectedField selected, Extreme extreme) {
        if (!Comparable.class.isAssignableFrom(selected.typeClass())) {
            throw new InvalidTypesException("Cannot find the " + (extreme.largest ? "maximum" : "minimum") + " of "
                    + selected + ": its values cannot be compared");
        }
        field = selected.access();
        this.extreme = extreme;
    }

    public static <T> ExtremeOfField<T> at(TypeInformation<T> type, int position, Extreme extreme) {
        return new ExtremeOfField<>(SelectedField.at(type, position), extreme);
    }

    public static <T> ExtremeOfField<T> of(TypeInformation<T> type, String field, Extreme extreme) {
        return new ExtremeOfField<>(SelectedField.of(type, field), extreme);
    }

    @Override
    @SuppressWarnings("unchecked") // The field's class is Comparable, to itself; setting a field keeps the class.
    public T reduce(T value1, T value2) throws ReflectiveOperationException {
        Object second = field.get(value2);
        int comparison = ((Comparable<Object>) field.get(value1)).compareTo(second);
        boolean secondWins = extreme.secondWins(comparison);
        if (!secondWins) {
            return value1;
        }
        return extreme.wholeRecord ? value2 : (T) field.set(value1, second);
    }

    /** Which record or value is kept. */
    public enum Extreme {
        MIN(false, false, false),
        MAX(true, false, false),
        FIRST_MIN_RECORD(false, true, false),
        LAST_MIN_RECORD(false, true, true),
        FIRST_MAX_RECORD(true, true, false),
        LAST_MAX_RECORD(true, true, true);

        private final boolean largest;
        private final boolean wholeRecord;
        private final boolean lastOfEqual;

        Extreme(boolean largest, boolean wholeRecord, boolean lastOfEqual) {
            this.largest = largest;
            this.wholeRecord = wholeRecord;
            this.lastOfEqual = lastOfEqual;
        }

        public static Extreme minRecord(boolean first) {
            return first ? FIRST_MIN_RECORD : LAST_MIN_RECORD;
        }

        public static Extreme maxRecord(boolean first) {
            return first ? FIRST_MAX_RECORD : LAST_MAX_RECORD;
        }

        private boolean secondWins(int comparison) {
            return comparison == 0 ? lastOfEqual : largest == comparison < 0;
        }
    }
}
