package io.yarnflink.api.connector.source;

/** A reader that can tell where the record it read last came from, for the message when that record makes a job fail. */
public interface PositionAware {
    /** File and offset, or what places a record in this source; empty before the first record. Task thread only. */
    String currentPosition();
}
