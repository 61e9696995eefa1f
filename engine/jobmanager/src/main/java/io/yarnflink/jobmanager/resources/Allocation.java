package io.yarnflink.jobmanager.resources;

/** A slot given to a job, or on its way there. */
record Allocation(String allocationId, String jobId) {}
