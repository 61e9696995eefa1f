package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.StoredRange;
import io.yarnflink.state.format.SegmentFile;
import org.jspecify.annotations.Nullable;

/** Where some bytes of a snapshot are: at hand, to be inlined, or in a segment. Whoever writes the snapshot. */
final class StoredBytes implements StoredRange {
    private final long length;
    private byte @Nullable [] inlined;
    private @Nullable Segment segment;
    private long offset;

    /** A segment that may still be open. */
    static final class Segment {
        private volatile @Nullable SegmentFile file;

        void closed(SegmentFile itsFile) {
            file = itsFile;
        }

        SegmentFile file() {
            SegmentFile known = file;
            if (known == null) {
                throw new IllegalStateException("a segment was referred to that was never closed");
            }
            return known;
        }
    }

    StoredBytes(byte[] bytes) {
        this.length = bytes.length;
        this.inlined = bytes;
    }

    StoredBytes(Segment segment, long offset, long length) {
        this.length = length;
        this.segment = segment;
        this.offset = offset;
    }

    @Override
    public long length() {
        return length;
    }

    byte @Nullable [] inlined() {
        return inlined;
    }

    @Nullable
    Segment segment() {
        return segment;
    }

    long offset() {
        return offset;
    }

    /** They have become too many to be inlined. */
    void moved(Segment itsSegment, long itsOffset) {
        segment = itsSegment;
        offset = itsOffset;
        inlined = null;
    }
}
