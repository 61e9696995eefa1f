/** What tasks go on from: who gets what of a checkpoint, and how it is read. */
@NullMarked
package io.yarnflink.state.checkpoint.restore;

import org.jspecify.annotations.NullMarked;
