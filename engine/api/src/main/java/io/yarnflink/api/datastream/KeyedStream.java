package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.aggregation.ExtremeOfField;
import io.yarnflink.api.functions.aggregation.ExtremeOfField.Extreme;
import io.yarnflink.api.functions.aggregation.SumOfField;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** A stream partitioned by key: its operators have state and timers for each key. */
public class KeyedStream<T, KEY> extends DataStream<T> {
    private final Keying<T, KEY> keying;

    public KeyedStream(DataStream<T> dataStream, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
        this(
                dataStream,
                new Keying<>(
                        requireNonNull(keySelector, "key selector is null"),
                        Keys.checked(requireNonNull(keyType, "key type is null"), dataStream.getTransformation())));
    }

    private KeyedStream(DataStream<T> input, Keying<T, KEY> keying) {
        super(
                input.getExecutionEnvironment(),
                input.partitioned(new Partitioning.KeyGroups(keying)).getTransformation());
        this.keying = keying;
    }

    public KeySelector<T, KEY> getKeySelector() {
        return keying.selector();
    }

    public TypeInformation<KEY> getKeyType() {
        return keying.keyType();
    }

    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<KEY, T, R> keyedProcessFunction) {
        return process(
                keyedProcessFunction,
                OutputTypes.<R>of(keyedProcessFunction, KeyedProcessFunction.class, 2, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            KeyedProcessFunction<KEY, T, R> keyedProcessFunction, @Nullable TypeInformation<R> outputType) {
        requireNonNull(keyedProcessFunction, "keyedProcessFunction is null");
        return transform(
                "KeyedProcess", outputType, new OperatorDescriptor.KeyedProcess<>(keyedProcessFunction, keying));
    }

    /** Emits, for each record, the reduction of all records of its key so far. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        return reduce("Keyed Reduce", requireNonNull(reducer, "reducer is null"));
    }

    /** Emits, for each record, the first record of its key with the field summed up over all so far. */
    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return aggregate(SumOfField.at(getType(), positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return aggregate(SumOfField.of(getType(), field));
    }

    /** Emits, for each record, the first record of its key with the field at its smallest value so far. */
    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return aggregate(ExtremeOfField.at(getType(), positionToMin, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return aggregate(ExtremeOfField.at(getType(), positionToMax, Extreme.MAX));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.MAX));
    }

    /** Emits, for each record, the record of its key whose field is smallest so far; the first of several. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return aggregate(ExtremeOfField.at(getType(), positionToMinBy, minRecord(first)));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return aggregate(ExtremeOfField.of(getType(), field, minRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return aggregate(ExtremeOfField.at(getType(), positionToMaxBy, maxRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return aggregate(ExtremeOfField.of(getType(), field, maxRecord(first)));
    }

    private static Extreme minRecord(boolean first) {
        return first ? Extreme.FIRST_MIN_RECORD : Extreme.LAST_MIN_RECORD;
    }

    private static Extreme maxRecord(boolean first) {
        return first ? Extreme.FIRST_MAX_RECORD : Extreme.LAST_MAX_RECORD;
    }

    private SingleOutputStreamOperator<T> aggregate(ReduceFunction<T> aggregation) {
        return reduce("Keyed Aggregation", aggregation);
    }

    private SingleOutputStreamOperator<T> reduce(String name, ReduceFunction<T> reducer) {
        return transform(name, getType(), new OperatorDescriptor.KeyedReduce<>(reducer, keying, getType()));
    }

    @Override
    DataStream<T> partitioned(Partitioning partitioning) {
        if (partitioning instanceof Partitioning.KeyGroups) {
            // Keying anew replaces the first key, and what reads the result sees only the second.
            return super.partitioned(partitioning);
        }
        throw new UnsupportedOperationException("A keyed stream is partitioned by its key already: call "
                + partitioning.getClass().getSimpleName() + " on the stream before keyBy, or after the next operator");
    }
}
