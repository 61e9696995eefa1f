/** Completed checkpoints and savepoints as their leader sees them, and what all who store snapshots share. */
@NullMarked
package io.yarnflink.state.checkpoint;

import org.jspecify.annotations.NullMarked;
