/** Operators as data: what they do, not how they run. */
@NullMarked
package io.yarnflink.api.operators;

import org.jspecify.annotations.NullMarked;
