/** Programs turned into graphs. */
@NullMarked
package io.yarnflink.graph;

import org.jspecify.annotations.NullMarked;
