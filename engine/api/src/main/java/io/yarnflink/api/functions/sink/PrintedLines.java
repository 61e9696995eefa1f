package io.yarnflink.api.functions.sink;

import io.yarnflink.api.functions.TaskInfo;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints records on lines that begin with a sink's identifier and, when there are several subtasks, the subtask's number. */
final class PrintedLines {
    private final PrintStream stream;
    private final String prefix;

    PrintedLines(String identifier, boolean toStandardError, TaskInfo task) {
        stream = toStandardError ? System.err : System.out;
        String number = task.getNumberOfParallelSubtasks() > 1 ? String.valueOf(task.getIndexOfThisSubtask() + 1) : "";
        String label = identifier + (identifier.isEmpty() || number.isEmpty() ? "" : ":") + number;
        prefix = label.isEmpty() ? "" : label + "> ";
    }

    void print(@Nullable Object value) {
        stream.println(prefix + value);
    }

    void flush() {
        stream.flush();
    }

    static String describe(boolean toStandardError) {
        return "Print to " + (toStandardError ? "System.err" : "System.out");
    }
}
