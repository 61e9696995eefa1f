package io.yarnflink.api.operators;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.Serializable;

/** What an operator does; travels in the job graph as opaque bytes and becomes a running operator in a TaskManager. */
public sealed interface OperatorDescriptor extends Serializable {

    record SourceRead<T>(Source<T, ?, ?> source) implements OperatorDescriptor {}

    record Map<I, O>(MapFunction<I, O> function) implements OperatorDescriptor {}

    record FlatMap<I, O>(FlatMapFunction<I, O> function) implements OperatorDescriptor {}

    record Filter<T>(FilterFunction<T> function) implements OperatorDescriptor {}

    record Process<I, O>(ProcessFunction<I, O> function) implements OperatorDescriptor {}

    record KeyedProcess<K, I, O>(KeyedProcessFunction<K, I, O> function, Keying<I, K> keying)
            implements OperatorDescriptor {}

    /** Emits the running reduction of each key. */
    record KeyedReduce<K, T>(ReduceFunction<T> function, Keying<T, K> keying, TypeInformation<T> valueType)
            implements OperatorDescriptor {}

    record Write<T>(Sink<T> sink) implements OperatorDescriptor {}

    /** Prints records to the TaskManager's standard output or error. */
    record Print(String sinkIdentifier, boolean toStandardError) implements OperatorDescriptor {}

    /** Sends records back to the client under {@code resultId}. */
    record Collect<T>(String resultId, TypeInformation<T> type) implements OperatorDescriptor {}
}
