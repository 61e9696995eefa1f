/** When checkpoints are taken, by whom, and what becomes of them. */
@NullMarked
package io.yarnflink.jobmanager.checkpoints;

import org.jspecify.annotations.NullMarked;
