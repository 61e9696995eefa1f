/** Tests of this package. */
@NullMarked
package io.yarnflink.jobmanager.restart;

import org.jspecify.annotations.NullMarked;
