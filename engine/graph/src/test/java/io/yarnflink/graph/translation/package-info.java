/** Programs turned into graphs. */
@NullMarked
package io.yarnflink.graph.translation;

import org.jspecify.annotations.NullMarked;
