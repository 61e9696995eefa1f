package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** What contexts of functions tell about timestamps. */
public final class RecordTimes {
    private RecordTimes() {}

    /** Null for a record without a timestamp. */
    public static @Nullable Long orNull(long timestamp) {
        return timestamp == RecordBatch.NO_TIMESTAMP ? null : (Long) timestamp;
    }

    /** What records carry that a timer emits: only timers of event time have one to give. */
    public static long ofTimer(long timestamp, TimeDomain domain) {
        return domain == TimeDomain.EVENT_TIME ? timestamp : RecordBatch.NO_TIMESTAMP;
    }
}
