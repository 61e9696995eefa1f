/** Job graphs to test with. */
@NullMarked
package io.yarnflink.jobmanager;

import org.jspecify.annotations.NullMarked;
