/** Tests of the simulated world itself. */
@NullMarked
package io.yarnflink.testkit.simulation;

import org.jspecify.annotations.NullMarked;
