package io.yarnflink.taskmanager.task;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.CollectOperator;
import io.yarnflink.taskmanager.operators.FilterOperator;
import io.yarnflink.taskmanager.operators.FlatMapOperator;
import io.yarnflink.taskmanager.operators.KeyedProcessOperator;
import io.yarnflink.taskmanager.operators.KeyedReduceOperator;
import io.yarnflink.taskmanager.operators.MapOperator;
import io.yarnflink.taskmanager.operators.PrintOperator;
import io.yarnflink.taskmanager.operators.ProcessOperator;
import io.yarnflink.taskmanager.operators.WriteOperator;

/** Makes the running form of what a program declared. */
final class Operators {
    private Operators() {}

    @SuppressWarnings({"unchecked", "rawtypes"
    }) // The program was checked when it was built; here all records are objects.
    static Operator<Object, Object> create(
            OperatorDescriptor descriptor, OperatorContext context, Input<Object> output) {
        Operator<?, ?> operator;
        if (descriptor instanceof OperatorDescriptor.Map map) {
            operator = new MapOperator(context, output, map.function());
        } else if (descriptor instanceof OperatorDescriptor.FlatMap flatMap) {
            operator = new FlatMapOperator(context, output, flatMap.function());
        } else if (descriptor instanceof OperatorDescriptor.Filter filter) {
            operator = new FilterOperator(context, output, filter.function());
        } else if (descriptor instanceof OperatorDescriptor.Process process) {
            operator = new ProcessOperator(context, output, process.function());
        } else if (descriptor instanceof OperatorDescriptor.KeyedProcess keyedProcess) {
            operator = new KeyedProcessOperator(context, output, keyedProcess);
        } else if (descriptor instanceof OperatorDescriptor.KeyedReduce keyedReduce) {
            operator = new KeyedReduceOperator(context, output, keyedReduce);
        } else if (descriptor instanceof OperatorDescriptor.Write write) {
            operator = new WriteOperator(context, write.sink());
        } else if (descriptor instanceof OperatorDescriptor.Print print) {
            operator = new PrintOperator(context, print);
        } else if (descriptor instanceof OperatorDescriptor.Collect collect) {
            operator = new CollectOperator(context, collect);
        } else {
            throw new IllegalStateException("operator '" + context.operatorName() + "' of kind "
                    + descriptor.getClass().getSimpleName() + " cannot follow another operator");
        }
        return (Operator<Object, Object>) operator;
    }
}
