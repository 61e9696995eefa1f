package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Finds the types that an aggregate function works with. */
final class AggregateTypes {
    private AggregateTypes() {}

    static <A> TypeInformation<A> accumulator(AggregateFunction<?, A, ?> function, TypeInformation<?> inputType) {
        @Nullable TypeInformation<A> type = OutputTypes.of(function, AggregateFunction.class, 0, 1, inputType);
        if (type == null) {
            throw new InvalidTypesException(
                    "The accumulator type of " + function.getClass().getName()
                            + " cannot be determined; give it and the result's type: aggregate(function, accumulatorType, ...)");
        }
        return type;
    }

    static <V> @Nullable TypeInformation<V> result(AggregateFunction<?, ?, V> function, TypeInformation<?> inputType) {
        return OutputTypes.of(function, AggregateFunction.class, 0, 2, inputType);
    }

    /** The result's type where something else reads it. */
    static <V> TypeInformation<V> knownResult(AggregateFunction<?, ?, V> function, TypeInformation<?> inputType) {
        @Nullable TypeInformation<V> type = result(function, inputType);
        if (type == null) {
            throw new InvalidTypesException(
                    "The result type of " + function.getClass().getName()
                            + " cannot be determined; give it: aggregate(function, windowFunction, accumulatorType, ...)");
        }
        return type;
    }
}
