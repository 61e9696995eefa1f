package io.yarnflink.jobmanager.slots;

import io.yarnflink.transport.rpc.Address;

/** A TaskManager as a job knows it: where its TaskExecutor and its data port are. */
public record TaskManagerPeer(String id, String host, Address taskExecutor, String dataHost, int dataPort) {}
