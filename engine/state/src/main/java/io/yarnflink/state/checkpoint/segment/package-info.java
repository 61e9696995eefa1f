/** The files that hold what tasks snapshot: one per TaskManager and checkpoint, written in turn and read by ranges. */
@NullMarked
package io.yarnflink.state.checkpoint.segment;

import org.jspecify.annotations.NullMarked;
