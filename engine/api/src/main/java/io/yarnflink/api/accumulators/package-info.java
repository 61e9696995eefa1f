/** Sums that functions keep while a job runs and that its program reads when it has finished. */
@NullMarked
package io.yarnflink.api.accumulators;

import org.jspecify.annotations.NullMarked;
