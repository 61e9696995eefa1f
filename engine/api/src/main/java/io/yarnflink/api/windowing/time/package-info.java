/** Lengths of time of windows, as programs of release 1 write them. */
@NullMarked
package io.yarnflink.api.windowing.time;

import org.jspecify.annotations.NullMarked;
