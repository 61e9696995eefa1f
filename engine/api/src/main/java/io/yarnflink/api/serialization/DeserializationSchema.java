package io.yarnflink.api.serialization;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Turns bytes into records, for systems that know nothing but bytes. */
public interface DeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {
    /** Called once before the first message. */
    default void open(InitializationContext context) throws Exception {}

    /** The record of a message; null when it holds none. */
    @Nullable
    T deserialize(byte[] message) throws IOException;

    /** Emits the records of a message. */
    default void deserialize(byte[] message, Collector<T> out) throws IOException {
        T record = deserialize(message);
        if (record != null) {
            out.collect(record);
        }
    }

    /** Whether the stream ends with that record, which is not part of it. */
    boolean isEndOfStream(T nextElement);

    /** What a schema may use. */
    interface InitializationContext {
        MetricGroup getMetricGroup();

        UserCodeClassLoader getUserCodeClassLoader();
    }
}
