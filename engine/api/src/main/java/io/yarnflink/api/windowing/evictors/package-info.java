/** Which of a window's records are left out when it fires. */
@NullMarked
package io.yarnflink.api.windowing.evictors;

import org.jspecify.annotations.NullMarked;
