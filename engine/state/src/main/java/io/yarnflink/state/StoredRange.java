package io.yarnflink.state;

/** Bytes that a {@link SnapshotTarget} has stored; only those who made it know where. */
public interface StoredRange {
    long length();
}
