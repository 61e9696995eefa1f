package io.yarnflink.jobmanager.slots;

/** A slot that a TaskManager gave to this job under an allocation id. */
public record Slot(String allocationId, int index, TaskManagerPeer taskManager) {}
