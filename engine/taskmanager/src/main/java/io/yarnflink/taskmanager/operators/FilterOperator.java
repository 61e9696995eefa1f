package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** Lets some records through. */
public final class FilterOperator<T> extends FunctionOperator<FilterFunction<T>, T, T> {
    public FilterOperator(OperatorContext context, Input<T> output, FilterFunction<T> function) {
        super(context, output, function);
    }

    @Override
    public void process(T value, long timestamp) {
        boolean kept;
        try {
            kept = function.filter(value);
        } catch (Throwable e) {
            throw failed(e);
        }
        if (kept) {
            output.process(value, timestamp);
        }
    }
}
