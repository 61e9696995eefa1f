/** The fluent API: streams and what can be done with them. */
@NullMarked
package io.yarnflink.api.datastream;

import org.jspecify.annotations.NullMarked;
