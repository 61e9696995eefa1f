/** Keyed state as functions see it. */
@NullMarked
package io.yarnflink.api.state;

import org.jspecify.annotations.NullMarked;
