package io.yarnflink.api.functions.sink;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.TaskInfo;
import java.io.IOException;
import java.util.Objects;

/** As {@link PrintSinkFunction}, for {@code sinkTo}. */
public class PrintSink<IN> implements Sink<IN> {
    private final String sinkIdentifier;
    private final boolean stdErr;

    public PrintSink() {
        this("");
    }

    public PrintSink(boolean stdErr) {
        this("", stdErr);
    }

    public PrintSink(String sinkIdentifier) {
        this(sinkIdentifier, false);
    }

    public PrintSink(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = Objects.requireNonNull(sinkIdentifier, "sink identifier is null");
        this.stdErr = stdErr;
    }

    @Override
    public SinkWriter<IN> createWriter(WriterInitContext context) throws IOException {
        return createWriter(context.getTaskInfo());
    }

    @Override
    public SinkWriter<IN> createWriter(InitContext context) throws IOException {
        return createWriter(context.getTaskInfo());
    }

    private SinkWriter<IN> createWriter(TaskInfo task) {
        PrintedLines lines = new PrintedLines(sinkIdentifier, stdErr, task);
        return new SinkWriter<>() {
            @Override
            public void write(IN element, Context ignored) {
                lines.print(element);
            }

            @Override
            public void flush(boolean endOfInput) {
                lines.flush();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String toString() {
        return PrintedLines.describe(stdErr);
    }
}
