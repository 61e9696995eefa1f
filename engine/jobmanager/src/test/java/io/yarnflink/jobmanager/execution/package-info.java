/** Tests of execution. */
@NullMarked
package io.yarnflink.jobmanager.execution;

import org.jspecify.annotations.NullMarked;
