/** Sinks that take one record a call. */
@NullMarked
package io.yarnflink.api.functions.sink;

import org.jspecify.annotations.NullMarked;
