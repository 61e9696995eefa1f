package io.yarnflink.api.functions.source;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Function;

/**
 * A source that emits from its own loop: {@link #run} has a thread of its own and may block; {@link #cancel} is called by
 * another one.
 */
public interface SourceFunction<T> extends Function {
    /** Emits records until there are no more or the source is cancelled; its return is the end of the stream. */
    void run(SourceContext<T> ctx) throws Exception;

    /** Makes {@link #run} return soon; its thread is interrupted after that. */
    void cancel();

    /** Takes what a source emits. */
    interface SourceContext<T> {
        /** Emits a record without a timestamp; waits while what follows has no space. */
        void collect(T element);

        /** Emits a record with its time. */
        void collectWithTimestamp(T element, long timestamp);

        /** Says that no record up to that time follows. */
        void emitWatermark(Watermark mark);

        /** Until the next record or watermark nothing downstream waits for this source's time. */
        void markAsTemporarilyIdle();

        /** While a thread holds this lock no checkpoint is taken: hold it to emit and to change state in one step. */
        Object getCheckpointLock();

        void close();
    }
}
