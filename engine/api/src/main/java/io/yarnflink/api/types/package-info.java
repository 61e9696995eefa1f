/** Rows, either-or values, and mutable values that write themselves. */
@NullMarked
package io.yarnflink.api.types;

import org.jspecify.annotations.NullMarked;
