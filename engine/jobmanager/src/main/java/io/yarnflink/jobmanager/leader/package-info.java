/** What the JobManager's endpoints have in common: one epoch, patient requests, heartbeats. */
@NullMarked
package io.yarnflink.jobmanager.leader;

import org.jspecify.annotations.NullMarked;
