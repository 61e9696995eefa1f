package io.yarnflink.connectors.files;

import java.io.IOException;
import java.io.Serializable;

/** Says when a part file ends and the next one begins. */
public interface RollingPolicy<IN, BucketID> extends Serializable {
    boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

    /** Asked before the record is written. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /** Asked from time to time. */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
