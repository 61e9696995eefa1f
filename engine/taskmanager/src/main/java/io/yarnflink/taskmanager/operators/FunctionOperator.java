package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.Function;
import io.yarnflink.taskmanager.chain.FunctionLifecycle;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** An operator around one user function, which it opens and closes. */
abstract class FunctionOperator<F extends Function, I, O> extends Operator<I, O> implements FunctionLifecycle {
    final F function;

    FunctionOperator(OperatorContext context, Input<O> output, F function) {
        super(context, output);
        this.function = function;
    }

    @Override
    public final Function userFunction() {
        return function;
    }
}
