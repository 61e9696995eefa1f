/** Tests of the JobManager's endpoints against TaskExecutors written by hand, on the simulated network. */
@NullMarked
package io.yarnflink.testkit.control;

import org.jspecify.annotations.NullMarked;
