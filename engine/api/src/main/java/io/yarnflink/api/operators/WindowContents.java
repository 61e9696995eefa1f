package io.yarnflink.api.operators;

import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.windowing.windows.Window;
import java.io.Serializable;

/** What of a window's records is kept until it fires, and what then becomes of it. */
public sealed interface WindowContents<T, K, W extends Window, O> extends Serializable {

    /** The state that holds one window's records or their aggregate. */
    StateDescriptor<?, ?> state();

    /** What handles them when the window fires. */
    ProcessWindowFunction<?, O, K, W> function();

    /** All records. */
    record Elements<T, K, W extends Window, O>(ListStateDescriptor<T> state, ProcessWindowFunction<T, O, K, W> function)
            implements WindowContents<T, K, W, O> {}

    /** One record, the reduction of all. */
    record Reduction<T, K, W extends Window, O>(
            ReducingStateDescriptor<T> state, ProcessWindowFunction<T, O, K, W> function)
            implements WindowContents<T, K, W, O> {}

    /** An accumulator. */
    record Aggregate<T, A, V, K, W extends Window, O>(
            AggregatingStateDescriptor<T, A, V> state, ProcessWindowFunction<V, O, K, W> function)
            implements WindowContents<T, K, W, O> {}
}
