/** Tests of keyed state and timers. */
@NullMarked
package io.yarnflink.state;

import org.jspecify.annotations.NullMarked;
