/** The JobMaster: one job from its slots to its end. */
@NullMarked
package io.yarnflink.jobmanager.job;

import org.jspecify.annotations.NullMarked;
