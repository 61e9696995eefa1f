/** Tests of segments. */
@NullMarked
package io.yarnflink.state.checkpoint.segment;

import org.jspecify.annotations.NullMarked;
