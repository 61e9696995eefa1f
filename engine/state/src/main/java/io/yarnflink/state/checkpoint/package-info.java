/** Snapshots of tasks as durable files, checkpoints as the sum of them, and what tasks go on from. */
@NullMarked
package io.yarnflink.state.checkpoint;

import org.jspecify.annotations.NullMarked;
