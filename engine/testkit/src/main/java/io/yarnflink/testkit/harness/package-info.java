/** Runs single operators in a test's own thread, with time in the test's hands and snapshots at any point. */
@NullMarked
package io.yarnflink.testkit.harness;

import org.jspecify.annotations.NullMarked;
