package io.yarnflink.taskmanager.channels;

/**
 * The bytes of a frame. A byte says what it is. Records: a byte of lanes, an int count, then for each record its
 * timestamp (if that lane is there), its key hash (likewise) and its value. Watermark: a long. Active, idle, end: nothing more. Barrier:
 * two longs, its checkpoint and when that was triggered, and a byte of what kind it is. Large: an
 * int, the length of a frame of one record that does not fit a frame, and its first bytes; the frames that follow carry the
 * rest.
 */
final class FrameFormat {
    static final byte RECORDS = 0;
    static final byte WATERMARK = 1;
    static final byte END = 2;
    static final byte LARGE = 3;
    static final byte LARGE_CONTINUED = 4;
    static final byte ACTIVE = 5;
    static final byte IDLE = 6;
    static final byte BARRIER = 7;

    static final int TIMESTAMPS = 1;
    static final int KEY_HASHES = 2;

    static final int SAVEPOINT = 1;
    static final int LAST = 2;

    /** Where in a frame of records their count stands, and where they begin. */
    static final int COUNT_AT = 2;

    static final int RECORDS_AT = 6;

    /** No record may be larger. */
    static final int MOST_RECORD_BYTES = 64 << 20;

    private FrameFormat() {}
}
