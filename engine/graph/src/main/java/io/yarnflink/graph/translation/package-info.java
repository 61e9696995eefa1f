/** From a program to its StreamGraph, and from that, by chaining, to its JobGraph. */
@NullMarked
package io.yarnflink.graph.translation;

import org.jspecify.annotations.NullMarked;
