package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.metrics.SinkWriterMetricGroup;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Where records leave the job; one of the two {@code createWriter} is to be overridden. */
public interface Sink<InputT> extends Serializable {
    default SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException {
        return createWriter(new InitContextWrapper(context));
    }

    /** As sinks of release 1 have it. */
    default SinkWriter<InputT> createWriter(InitContext context) throws IOException {
        throw new IllegalStateException(
                getClass().getName() + " must override createWriter(WriterInitContext), and does not");
    }

    /** {@link WriterInitContext} as sinks of release 1 know it. */
    interface InitContext extends io.yarnflink.api.connector.sink.InitContext {
        UserCodeClassLoader getUserCodeClassLoader();

        MailboxExecutor getMailboxExecutor();

        ProcessingTimeService getProcessingTimeService();

        SinkWriterMetricGroup metricGroup();

        boolean isObjectReuseEnabled();

        <IN> TypeSerializer<IN> createInputSerializer();

        SerializationSchema.InitializationContext asSerializationSchemaInitializationContext();

        default <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
            return Optional.empty();
        }
    }

    /** Shows a writer's context to a sink of release 1. */
    class InitContextWrapper implements InitContext {
        private final WriterInitContext wrapped;

        public InitContextWrapper(WriterInitContext wrapped) {
            this.wrapped = Objects.requireNonNull(wrapped, "writer context is null");
        }

        @Override
        public JobInfo getJobInfo() {
            return wrapped.getJobInfo();
        }

        @Override
        public TaskInfo getTaskInfo() {
            return wrapped.getTaskInfo();
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return wrapped.getRestoredCheckpointId();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return wrapped.getUserCodeClassLoader();
        }

        @Override
        public MailboxExecutor getMailboxExecutor() {
            return wrapped.getMailboxExecutor();
        }

        @Override
        public ProcessingTimeService getProcessingTimeService() {
            return wrapped.getProcessingTimeService();
        }

        @Override
        public SinkWriterMetricGroup metricGroup() {
            return wrapped.metricGroup();
        }

        @Override
        public boolean isObjectReuseEnabled() {
            return wrapped.isObjectReuseEnabled();
        }

        @Override
        public <IN> TypeSerializer<IN> createInputSerializer() {
            return wrapped.createInputSerializer();
        }

        @Override
        public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
            return wrapped.asSerializationSchemaInitializationContext();
        }

        @Override
        public <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
            return wrapped.metadataConsumer();
        }
    }
}
