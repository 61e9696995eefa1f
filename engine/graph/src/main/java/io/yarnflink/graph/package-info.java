/** The job graph as it is submitted, and its bytes. */
@NullMarked
package io.yarnflink.graph;

import org.jspecify.annotations.NullMarked;
