package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.Function;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.chain.TwoInputOperator;
import io.yarnflink.taskmanager.chain.UserFunctions;

/** An operator around one user function with two inputs, which it opens and closes. */
abstract class TwoInputFunctionOperator<F extends Function, A, B, O> extends TwoInputOperator<A, B, O> {
    final F function;
    final TimestampedCollector<O> collector;

    TwoInputFunctionOperator(OperatorContext context, Input<O> output, F function) {
        super(context, output);
        this.function = function;
        collector = new TimestampedCollector<>(output, context.emissions());
    }

    @Override
    public void open() {
        try {
            UserFunctions.open(function, context);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            UserFunctions.close(function);
        } catch (Throwable e) {
            throw failed(e);
        }
    }
}
