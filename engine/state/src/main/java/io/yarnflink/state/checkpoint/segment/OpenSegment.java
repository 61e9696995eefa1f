package io.yarnflink.state.checkpoint.segment;

import java.io.IOException;

/** Gives the segment that a process writes for a checkpoint, begun when the first bytes need it. */
@FunctionalInterface
interface OpenSegment {
    Opened get() throws IOException;

    /** The file, and what ranges call it until it is closed. */
    record Opened(SegmentWriter writer, StoredBytes.Segment segment) {}
}
