package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.metrics.SinkWriterMetricGroup;
import io.yarnflink.api.operators.MailboxExecutor;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.Optional;
import java.util.function.Consumer;

/** What a writer may ask of its task. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    /** Runs on the writer's thread what other threads have to tell the writer. */
    MailboxExecutor getMailboxExecutor();

    /** Tells the time and calls the writer when it comes, on the writer's thread. */
    ProcessingTimeService getProcessingTimeService();

    SinkWriterMetricGroup metricGroup();

    /** Whether records may be changed by others after they were written. */
    boolean isObjectReuseEnabled();

    /** A serializer of the records that are written. */
    <IN> TypeSerializer<IN> createInputSerializer();

    SerializationSchema.InitializationContext asSerializationSchemaInitializationContext();

    /** Who wants to hear of what the writer wrote; empty where nobody does. */
    default <MetaT> Optional<Consumer<MetaT>> metadataConsumer() {
        return Optional.empty();
    }
}
