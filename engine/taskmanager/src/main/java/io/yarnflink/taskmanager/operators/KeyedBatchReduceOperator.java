package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.state.VoidNamespaceSerializer;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.Timers;

/** Keeps one value per key and emits each once, when the input ends. */
public final class KeyedBatchReduceOperator<K, T> extends FunctionOperator<ReduceFunction<T>, T, T> {
    private final TypeSerializer<T> serializer;
    private final ValueState<T> reductions;
    private final Timers<K, VoidNamespace> ends;

    public KeyedBatchReduceOperator(
            OperatorContext context,
            Input<T> output,
            ReduceFunction<T> function,
            TypeInformation<T> valueType,
            KeyContext<K> keys) {
        super(context, output, function);
        serializer = valueType.createSerializer(context.environment().executionConfig());
        reductions = keys.state().scope("reductions").getState(new ValueStateDescriptor<>("reduction", valueType));
        ends = keys.timers("ends", VoidNamespaceSerializer.INSTANCE);
    }

    @Override
    public void process(T value, long timestamp) {
        try {
            T previous = reductions.value();
            if (previous == null) {
                ends.registerEventTime(VoidNamespace.INSTANCE, Long.MAX_VALUE);
            }
            reductions.update(serializer.copy(previous == null ? value : function.reduce(previous, value)));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        ends.advanceWatermark(timestamp, (timer, domain) -> emit());
        output.watermark(timestamp);
    }

    private void emit() {
        T reduced;
        try {
            reduced = java.util.Objects.requireNonNull(reductions.value(), "a key without records");
            reductions.clear();
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(reduced, Long.MAX_VALUE);
    }
}
