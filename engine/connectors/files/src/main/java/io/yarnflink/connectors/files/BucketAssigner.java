package io.yarnflink.connectors.files;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Says which bucket, a folder below the sink's own, each record belongs to. */
public interface BucketAssigner<IN, BucketID> extends Serializable {
    /** Its text is the folder's path below the sink's folder; the empty one stands for that folder itself. */
    BucketID getBucketId(IN element, Context context);

    SimpleVersionedSerializer<BucketID> getSerializer();

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
