package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.metrics.SinkWriterMetricGroup;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.OperatorContext;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a sink's writer may ask of its task; task thread only. */
record WriterContext(
        OperatorContext context, @Nullable TypeInformation<?> type, WriterMailbox mailbox, ProcessingTimers timers)
        implements WriterInitContext, SerializationSchema.InitializationContext {
    @Override
    public JobInfo getJobInfo() {
        return context.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return context.getTaskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return context.restoredCheckpointId();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return context::getUserCodeClassLoader;
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
        return mailbox;
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return timers;
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
        return context.metrics();
    }

    @Override
    public MetricGroup getMetricGroup() {
        return context.getMetricGroup();
    }

    @Override
    public boolean isObjectReuseEnabled() {
        return context.isObjectReuseEnabled();
    }

    @Override
    @SuppressWarnings("unchecked") // The records are of the sink's input type.
    public <IN> TypeSerializer<IN> createInputSerializer() {
        if (type == null) {
            throw new IllegalStateException("the type that sink '" + context.operatorName() + "' reads is not known");
        }
        return (TypeSerializer<IN>) type.createSerializer(context.getExecutionConfig());
    }

    @Override
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
        return this;
    }
}
