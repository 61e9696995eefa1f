package io.yarnflink.api.functions;

/** Aggregates values into an accumulator, and accumulators into one. */
public interface AggregateFunction<IN, ACC, OUT> extends Function {
    ACC createAccumulator();

    /** Adds {@code value}; may change and return {@code accumulator}. */
    ACC add(IN value, ACC accumulator);

    OUT getResult(ACC accumulator);

    /** Merges two accumulators; may change and return either, which are not used afterwards. */
    ACC merge(ACC a, ACC b);
}
