/** Metrics that user functions define and read. */
@NullMarked
package io.yarnflink.api.metrics;

import org.jspecify.annotations.NullMarked;
