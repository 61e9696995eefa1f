/** Measures the engine beside other ways to do the same work. */
@NullMarked
package io.yarnflink.benchmarks;

import org.jspecify.annotations.NullMarked;
