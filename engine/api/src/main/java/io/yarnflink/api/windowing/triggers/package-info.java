/** When a window's contents are handled. */
@NullMarked
package io.yarnflink.api.windowing.triggers;

import org.jspecify.annotations.NullMarked;
