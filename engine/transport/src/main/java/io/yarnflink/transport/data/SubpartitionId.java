package io.yarnflink.transport.data;

/** What one consumer reads of one producer: an execution attempt's output edge and the consumer's index in it. */
public record SubpartitionId(String producerExecutionId, int output, int subpartition) {}
