/** Measures the delays of flights by airport and hour. */
@NullMarked
package io.yarnflink.examples.flightdelays;

import org.jspecify.annotations.NullMarked;
