/** YARN as the JobManager's source of containers. */
@NullMarked
package io.yarnflink.am.yarn;

import org.jspecify.annotations.NullMarked;
