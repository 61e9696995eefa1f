package io.yarnflink.chaos;

import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.VerifiedOutput;

/** A verifying job under way; its client may be gone. */
record Job(String id, Running client, VerifiedOutput output, Commits commits, int numbers) {}
