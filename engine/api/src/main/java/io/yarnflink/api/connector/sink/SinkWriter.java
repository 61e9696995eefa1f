package io.yarnflink.api.connector.sink;

import io.yarnflink.api.eventtime.Watermark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the records of one subtask. */
public interface SinkWriter<InputT> extends AutoCloseable {
    void write(InputT element, Context context) throws IOException, InterruptedException;

    /** Makes all written records durable; {@code endOfInput} says that none follows. */
    void flush(boolean endOfInput) throws IOException, InterruptedException;

    /** No record up to that time follows. */
    default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

    /** What is known about the current record. */
    interface Context {
        long currentWatermark();

        @Nullable
        Long timestamp();
    }
}
