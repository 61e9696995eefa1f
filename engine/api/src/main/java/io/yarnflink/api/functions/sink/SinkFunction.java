package io.yarnflink.api.functions.sink;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Function;
import org.jspecify.annotations.Nullable;

/** Takes a stream's records, one call each. */
public interface SinkFunction<IN> extends Function {
    /** Takes a record; override this or {@link #invoke(Object, Context)}. */
    default void invoke(IN value) throws Exception {
        throw new IllegalStateException(
                getClass().getName() + " must override invoke(value) or invoke(value, context), and does neither");
    }

    default void invoke(IN value, Context context) throws Exception {
        invoke(value);
    }

    /** No record up to that time follows. */
    default void writeWatermark(Watermark watermark) throws Exception {}

    /** No record follows; what is held back must go out now. */
    default void finish() throws Exception {}

    /** What is known about the current record. */
    interface Context {
        /** Milliseconds since the epoch. */
        long currentProcessingTime();

        long currentWatermark();

        /** The record's time; null when it has none. */
        @Nullable
        Long timestamp();
    }
}
