/** Tests of this package. */
@NullMarked
package io.yarnflink.jobmanager.checkpoints;

import org.jspecify.annotations.NullMarked;
