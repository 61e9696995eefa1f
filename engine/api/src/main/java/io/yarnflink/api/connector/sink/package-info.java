/** Sinks and their writers. */
@NullMarked
package io.yarnflink.api.connector.sink;

import org.jspecify.annotations.NullMarked;
