package io.yarnflink.taskmanager.channels;

import io.yarnflink.transport.data.SubpartitionId;

/** Who reads a subpartition: its TaskManager, and its name for messages. */
public record Consumer(SubpartitionId subpartition, String taskManagerId, String name) {}
