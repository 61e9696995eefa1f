/** Sinks for {@code sinkTo} that need no outside system. */
@NullMarked
package io.yarnflink.api.functions.sink.v2;

import org.jspecify.annotations.NullMarked;
