package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;

/** An operator around one user function, which it opens and closes. */
abstract class FunctionOperator<F extends Function, I, O> extends Operator<I, O> {
    private static final OpenContext OPENED = new OpenContext() {};

    final F function;

    FunctionOperator(OperatorContext context, Input<O> output, F function) {
        super(context, output);
        this.function = function;
    }

    @Override
    public void open() {
        if (function instanceof RichFunction rich) {
            try {
                rich.setRuntimeContext(context);
                rich.open(OPENED);
            } catch (Throwable e) {
                throw failed(e);
            }
        }
    }

    @Override
    public void close() {
        if (function instanceof RichFunction rich) {
            try {
                rich.close();
            } catch (Throwable e) {
                throw failed(e);
            }
        }
    }
}
