/** The operators around functions, as tests of functions name them. */
@NullMarked
package io.yarnflink.testkit.harness.operators;

import org.jspecify.annotations.NullMarked;
