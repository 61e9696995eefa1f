package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;

/** The average of the second fields, from their sum and count. */
final class Average implements AggregateFunction<Tuple3<String, Integer, Integer>, Tuple2<Integer, Integer>, Double> {
    @Override
    public Tuple2<Integer, Integer> createAccumulator() {
        return Tuple2.of(0, 0);
    }

    @Override
    public Tuple2<Integer, Integer> add(Tuple3<String, Integer, Integer> row, Tuple2<Integer, Integer> accumulator) {
        return Tuple2.of(accumulator.f0 + row.f1, accumulator.f1 + 1);
    }

    @Override
    public Double getResult(Tuple2<Integer, Integer> accumulator) {
        return accumulator.f0 / (double) accumulator.f1;
    }

    @Override
    public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> one, Tuple2<Integer, Integer> other) {
        return Tuple2.of(one.f0 + other.f0, one.f1 + other.f1);
    }
}
