/** The production engine on the simulation: a cluster, its client, its faults, and what must hold in the end. */
@NullMarked
package io.yarnflink.testkit.simulated;

import org.jspecify.annotations.NullMarked;
