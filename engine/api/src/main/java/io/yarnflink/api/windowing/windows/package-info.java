/** The windows themselves. */
@NullMarked
package io.yarnflink.api.windowing.windows;

import org.jspecify.annotations.NullMarked;
