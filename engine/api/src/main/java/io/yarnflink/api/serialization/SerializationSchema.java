package io.yarnflink.api.serialization;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.metrics.MetricGroup;
import java.io.Serializable;

/** Turns records into bytes, for systems that know nothing but bytes. */
public interface SerializationSchema<T> extends Serializable {
    /** Called once before the first record. */
    default void open(InitializationContext context) throws Exception {}

    byte[] serialize(T element);

    /** What a schema may use. */
    interface InitializationContext {
        MetricGroup getMetricGroup();

        UserCodeClassLoader getUserCodeClassLoader();
    }
}
