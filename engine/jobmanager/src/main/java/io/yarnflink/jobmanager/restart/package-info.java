/** Whether, when and how much of a job restarts after a failure. */
@NullMarked
package io.yarnflink.jobmanager.restart;

import org.jspecify.annotations.NullMarked;
