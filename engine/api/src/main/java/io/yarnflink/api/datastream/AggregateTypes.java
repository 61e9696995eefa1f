package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.typeinfo.TypeInformation;

/** Finds the types that an aggregate function works with. */
final class AggregateTypes {
    private AggregateTypes() {}

    static <A> TypeInformation<A> accumulator(AggregateFunction<?, A, ?> function, TypeInformation<?> inputType) {
        return OutputTypes.known(
                OutputTypes.<A>of(function, AggregateFunction.class, 0, 1, inputType),
                "The accumulator type of " + function.getClass().getName(),
                "Give it and the result's type: aggregate(function, accumulatorType, ...)");
    }

    static <V> TypeInformation<V> result(AggregateFunction<?, ?, V> function, TypeInformation<?> inputType) {
        return OutputTypes.of(function, AggregateFunction.class, 0, 2, inputType);
    }

    /** The result's type where something else reads it. */
    static <V> TypeInformation<V> knownResult(AggregateFunction<?, ?, V> function, TypeInformation<?> inputType) {
        return OutputTypes.known(
                AggregateTypes.<V>result(function, inputType),
                "The result type of " + function.getClass().getName(),
                "Give it: aggregate(function, windowFunction, accumulatorType, ...)");
    }
}
