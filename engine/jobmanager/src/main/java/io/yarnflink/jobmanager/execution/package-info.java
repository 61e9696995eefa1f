/** A job as it runs: its subtasks, their attempts, and the states both go through. */
@NullMarked
package io.yarnflink.jobmanager.execution;

import org.jspecify.annotations.NullMarked;
