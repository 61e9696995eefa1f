package io.yarnflink.api.common;

/** Which time windows of release 1 mean that are made without saying it. */
public enum TimeCharacteristic {
    ProcessingTime,
    IngestionTime,
    EventTime
}
