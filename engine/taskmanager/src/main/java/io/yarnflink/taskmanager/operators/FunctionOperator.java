package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.Function;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.UserFunctions;

/** An operator around one user function, which it opens and closes. */
abstract class FunctionOperator<F extends Function, I, O> extends Operator<I, O> {
    final F function;

    FunctionOperator(OperatorContext context, Input<O> output, F function) {
        super(context, output);
        this.function = function;
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
