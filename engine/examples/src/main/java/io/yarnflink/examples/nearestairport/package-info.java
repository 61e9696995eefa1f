/** Finds the airport nearest to each quake. */
@NullMarked
package io.yarnflink.examples.nearestairport;

import org.jspecify.annotations.NullMarked;
