package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;

/** One record in, any number out. */
public final class FlatMapOperator<I, O> extends FunctionOperator<FlatMapFunction<I, O>, I, O> {
    private final TimestampedCollector<O> collector;

    public FlatMapOperator(OperatorContext context, Input<O> output, FlatMapFunction<I, O> function) {
        super(context, output, function);
        collector = new TimestampedCollector<>(output, context.emissions());
    }

    @Override
    public void process(I value, long timestamp) {
        collector.setTimestamp(timestamp);
        try {
            function.flatMap(value, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }
}
