package io.yarnflink.api.connector.sink;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.typeutils.TypeSerializer;

/** What a writer may ask of its task. */
public interface WriterInitContext extends InitContext {
    UserCodeClassLoader getUserCodeClassLoader();

    /** Tells the time and calls the writer when it comes, on the writer's thread. */
    ProcessingTimeService getProcessingTimeService();

    MetricGroup metricGroup();

    /** Whether records may be changed by others after they were written. */
    boolean isObjectReuseEnabled();

    /** A serializer of the records that are written. */
    <IN> TypeSerializer<IN> createInputSerializer();

    SerializationSchema.InitializationContext asSerializationSchemaInitializationContext();
}
