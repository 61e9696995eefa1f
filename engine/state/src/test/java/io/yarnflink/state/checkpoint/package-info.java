/** Tests of durable snapshots. */
@NullMarked
package io.yarnflink.state.checkpoint;

import org.jspecify.annotations.NullMarked;
