/** Tests of accumulators. */
@NullMarked
package io.yarnflink.api.accumulators;

import org.jspecify.annotations.NullMarked;
