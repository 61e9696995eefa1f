/** Tests of the TaskExecutor. */
@NullMarked
package io.yarnflink.taskmanager;

import org.jspecify.annotations.NullMarked;
