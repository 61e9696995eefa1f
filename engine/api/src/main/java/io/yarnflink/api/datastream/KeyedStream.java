package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
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
