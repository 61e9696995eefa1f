/** Faults that tests put between the engine and the simulated world. */
@NullMarked
package io.yarnflink.testkit.faults;

import org.jspecify.annotations.NullMarked;
