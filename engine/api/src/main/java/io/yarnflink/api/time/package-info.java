/** The clock as an argument. */
@NullMarked
package io.yarnflink.api.time;

import org.jspecify.annotations.NullMarked;
