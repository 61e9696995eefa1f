package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** One record in on either side, one record out. */
public final class CoMapOperator<A, B, O> extends TwoInputFunctionOperator<CoMapFunction<A, B, O>, A, B, O> {
    public CoMapOperator(OperatorContext context, Input<O> output, CoMapFunction<A, B, O> function) {
        super(context, output, function);
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        O mapped;
        try {
            mapped = function.map1(value);
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(mapped, timestamp);
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        O mapped;
        try {
            mapped = function.map2(value);
        } catch (Throwable e) {
            throw failed(e);
        }
        output.process(mapped, timestamp);
    }
}
