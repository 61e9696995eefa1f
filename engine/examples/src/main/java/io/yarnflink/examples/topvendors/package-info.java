/** Finds the busiest vendors of each week. */
@NullMarked
package io.yarnflink.examples.topvendors;

import org.jspecify.annotations.NullMarked;
