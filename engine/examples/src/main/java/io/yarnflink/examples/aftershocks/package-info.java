/** Finds the quakes that follow strong ones. */
@NullMarked
package io.yarnflink.examples.aftershocks;

import org.jspecify.annotations.NullMarked;
