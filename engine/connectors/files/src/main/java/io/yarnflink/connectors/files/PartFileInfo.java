package io.yarnflink.connectors.files;

import java.io.IOException;

/** A part file that is being written. */
public interface PartFileInfo<BucketID> {
    BucketID getBucketId();

    /** Milliseconds since the epoch, as the next one. */
    long getCreationTime();

    long getLastUpdateTime();

    /** In bytes, with what waits in buffers. */
    long getSize() throws IOException;
}
