/** Which windows a record belongs to. */
@NullMarked
package io.yarnflink.api.windowing.assigners;

import org.jspecify.annotations.NullMarked;
