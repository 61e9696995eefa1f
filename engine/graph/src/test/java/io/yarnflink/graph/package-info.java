/** Job graphs and their bytes. */
@NullMarked
package io.yarnflink.graph;

import org.jspecify.annotations.NullMarked;
