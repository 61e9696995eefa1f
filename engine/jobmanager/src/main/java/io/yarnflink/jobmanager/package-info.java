/** The JobManager of one process, put together. */
@NullMarked
package io.yarnflink.jobmanager;

import org.jspecify.annotations.NullMarked;
