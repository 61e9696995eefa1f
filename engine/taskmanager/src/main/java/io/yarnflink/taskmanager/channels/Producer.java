package io.yarnflink.taskmanager.channels;

import io.yarnflink.transport.data.SubpartitionId;

/** Where a subpartition is produced: its TaskManager, that one's data port, and the producing task's name for messages. */
public record Producer(SubpartitionId subpartition, String taskManagerId, String host, int port, String name) {}
