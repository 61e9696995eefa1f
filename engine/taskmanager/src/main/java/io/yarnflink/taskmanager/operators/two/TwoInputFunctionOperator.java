package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.Function;
import io.yarnflink.taskmanager.chain.FunctionLifecycle;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.chain.TwoInputOperator;

/** An operator around one user function with two inputs, which it opens and closes. */
abstract class TwoInputFunctionOperator<F extends Function, A, B, O> extends TwoInputOperator<A, B, O>
        implements FunctionLifecycle {
    final F function;
    final TimestampedCollector<O> collector;

    TwoInputFunctionOperator(OperatorContext context, Input<O> output, F function) {
        super(context, output);
        this.function = function;
        collector = new TimestampedCollector<>(output, context.emissions());
    }

    @Override
    public final Function userFunction() {
        return function;
    }
}
