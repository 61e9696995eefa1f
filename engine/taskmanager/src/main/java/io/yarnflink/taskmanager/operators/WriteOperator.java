package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Writes records through a sink's writer. */
public final class WriteOperator<T> extends Operator<T, Void> implements SinkWriter.Context {
    private final Sink<T> sink;
    private @Nullable SinkWriter<T> writer;
    private long timestamp = RecordBatch.NO_TIMESTAMP;
    private long watermark = Long.MIN_VALUE;

    public WriteOperator(OperatorContext context, Sink<T> sink) {
        super(context, NoOutput.INSTANCE);
        this.sink = sink;
    }

    @Override
    public void open() {
        try {
            writer = sink.createWriter(new InitContext(context.getTaskInfo(), context.getJobId()));
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void process(T value, long recordTimestamp) {
        timestamp = recordTimestamp;
        try {
            writer().write(value, this);
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void watermark(long newWatermark) {
        watermark = newWatermark;
    }

    @Override
    public void endOfInput() {
        try {
            writer().flush(true);
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (Throwable e) {
            throw sinkFailed(e);
        }
    }

    private SinkWriter<T> writer() {
        if (writer == null) {
            throw new IllegalStateException("the writer is not open");
        }
        return writer;
    }

    private RuntimeException sinkFailed(Throwable cause) {
        return new OperatorException(operatorName(), FailureKind.CONNECTOR, cause);
    }

    @Override
    public long currentWatermark() {
        return watermark;
    }

    @Override
    public @Nullable Long timestamp() {
        return timestamp == RecordBatch.NO_TIMESTAMP ? null : (Long) timestamp;
    }

    private record InitContext(TaskInfo getTaskInfo, JobID getJobId) implements WriterInitContext {}
}
