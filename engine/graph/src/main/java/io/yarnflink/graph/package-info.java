/** From program to job graph: pure functions on immutable data. */
@NullMarked
package io.yarnflink.graph;

import org.jspecify.annotations.NullMarked;
