package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** Keeps one value per key, the reduction of all so far, and emits it after each record. */
public final class KeyedReduceOperator<K, T> extends FunctionOperator<ReduceFunction<T>, T, T> {
    private final TypeSerializer<T> serializer;
    private final ValueState<T> reductions;

    public KeyedReduceOperator(
            OperatorContext context,
            Input<T> output,
            ReduceFunction<T> function,
            TypeInformation<T> valueType,
            KeyContext<K> keys) {
        super(context, output, function);
        serializer = valueType.createSerializer(context.environment().executionConfig());
        reductions = keys.state().scope("reductions").getState(new ValueStateDescriptor<>("reduction", valueType));
    }

    @Override
    public void process(T value, long timestamp) {
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
