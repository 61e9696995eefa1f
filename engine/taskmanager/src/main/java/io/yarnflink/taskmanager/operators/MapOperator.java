package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** One record in, one record out. */
public final class MapOperator<I, O> extends FunctionOperator<MapFunction<I, O>, I, O> {
    public MapOperator(OperatorContext context, Input<O> output, MapFunction<I, O> function) {
        super(context, output, function);
    }

    @Override
    public void process(I value, long timestamp) {
        O mapped;
        try {
            mapped = function.map(value);
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(mapped, timestamp);
    }
}
