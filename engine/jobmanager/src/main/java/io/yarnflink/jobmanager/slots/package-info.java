/** The slots a job holds, and which subtasks share one. */
@NullMarked
package io.yarnflink.jobmanager.slots;

import org.jspecify.annotations.NullMarked;
