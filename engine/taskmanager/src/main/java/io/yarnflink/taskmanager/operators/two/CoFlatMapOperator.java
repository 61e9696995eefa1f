package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.co.CoFlatMapFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** One record in on either side, any number out. */
public final class CoFlatMapOperator<A, B, O> extends TwoInputFunctionOperator<CoFlatMapFunction<A, B, O>, A, B, O> {
    public CoFlatMapOperator(OperatorContext context, Input<O> output, CoFlatMapFunction<A, B, O> function) {
        super(context, output, function);
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        collector.setTimestamp(timestamp);
        try {
            function.flatMap1(value, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        collector.setTimestamp(timestamp);
        try {
            function.flatMap2(value, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }
}
