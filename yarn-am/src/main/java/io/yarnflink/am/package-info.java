/** The entry points of containers: the ApplicationMaster with the JobManager in it, and the TaskManager. */
@NullMarked
package io.yarnflink.am;

import org.jspecify.annotations.NullMarked;
