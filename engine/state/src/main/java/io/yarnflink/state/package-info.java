/** Keyed state and timers, kept by key group. */
@NullMarked
package io.yarnflink.state;

import org.jspecify.annotations.NullMarked;
