package io.yarnflink.transport.data;

/** Bytes of one frame from a bounded pool; whoever holds it releases it exactly once. */
public interface DataBuffer {
    byte[] array();

    /** Where the frame's bytes begin in {@link #array()}. */
    int offset();

    /** How many bytes the frame may hold from {@link #offset()} on. */
    int capacity();

    /** How many bytes the frame holds. */
    int length();

    void setLength(int length);

    void release();
}
