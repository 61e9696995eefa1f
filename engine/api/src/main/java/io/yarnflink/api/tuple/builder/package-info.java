/** Collect tuples into arrays; generated when the module is built. */
@NullMarked
package io.yarnflink.api.tuple.builder;

import org.jspecify.annotations.NullMarked;
