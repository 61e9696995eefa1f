package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import java.io.PrintStream;

/** Prints each record on a line, after the sink's identifier and, when there are several subtasks, the subtask's number. */
public final class PrintOperator<T> extends Operator<T, Void> {
    private final PrintStream stream;
    private final String prefix;

    public PrintOperator(OperatorContext context, OperatorDescriptor.Print descriptor) {
        super(context, NoOutput.INSTANCE);
        ProcessEnvironment process = context.environment().process();
        stream = descriptor.toStandardError() ? process.standardError() : process.standardOutput();
        prefix = prefix(descriptor.sinkIdentifier(), context.getTaskInfo());
    }

    private static String prefix(String identifier, TaskInfo task) {
        String number = task.getNumberOfParallelSubtasks() > 1 ? String.valueOf(task.getIndexOfThisSubtask() + 1) : "";
        String separator = identifier.isEmpty() || number.isEmpty() ? "" : ":";
        String label = identifier + separator + number;
        return label.isEmpty() ? "" : label + "> ";
    }

    @Override
    public void process(T value, long timestamp) {
        String line;
        try {
            line = prefix + value;
        } catch (Throwable e) {
            throw failed(e);
        }
        stream.println(line);
    }

    @Override
    public void endOfInput() {
        stream.flush();
    }
}
