package io.yarnflink.api.functions.sink;

import io.yarnflink.api.functions.OpenContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints records to the standard output or error of the TaskManagers. */
public class PrintSinkFunction<IN> extends RichSinkFunction<IN> {
    private final String sinkIdentifier;
    private final boolean stdErr;
    private transient @Nullable PrintedLines lines;

    public PrintSinkFunction() {
        this(false);
    }

    public PrintSinkFunction(boolean stdErr) {
        this("", stdErr);
    }

    /** Each line begins with {@code sinkIdentifier}. */
    public PrintSinkFunction(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = Objects.requireNonNull(sinkIdentifier, "sink identifier is null");
        this.stdErr = stdErr;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        lines = new PrintedLines(sinkIdentifier, stdErr, getRuntimeContext().getTaskInfo());
    }

    @Override
    public void invoke(IN record) {
        Objects.requireNonNull(lines, "open was not called").print(record);
    }

    @Override
    public String toString() {
        return PrintedLines.describe(stdErr);
    }
}
