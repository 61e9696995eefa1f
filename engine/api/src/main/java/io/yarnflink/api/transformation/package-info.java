/** The program as data: what the fluent API builds and the graph module reads. */
@NullMarked
package io.yarnflink.api.transformation;

import org.jspecify.annotations.NullMarked;
