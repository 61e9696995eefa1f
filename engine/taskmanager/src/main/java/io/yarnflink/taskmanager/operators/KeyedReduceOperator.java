package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** Keeps one value per key, the reduction of all so far, and emits it after each record. */
public final class KeyedReduceOperator<K, T> extends KeyedOperator<ReduceFunction<T>, K, T, T> {
    private final TypeSerializer<T> serializer;
    private final ValueState<T> reductions;

    public KeyedReduceOperator(
            OperatorContext context, Input<T> output, OperatorDescriptor.KeyedReduce<K, T> descriptor) {
        super(context, output, descriptor.function(), descriptor.keying());
        serializer =
                descriptor.valueType().createSerializer(context.environment().executionConfig());
        reductions = state.valueState(new ValueStateDescriptor<>("reduction", descriptor.valueType()));
    }

    @Override
    void processOfKey(T value, long timestamp) {
        T reduced;
        try {
            T previous = reductions.value();
            reduced = previous == null ? value : function.reduce(previous, value);
            // What is emitted may be changed by those who get it; what is kept must not.
            reductions.update(serializer.copy(reduced));
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(reduced, timestamp);
    }
}
