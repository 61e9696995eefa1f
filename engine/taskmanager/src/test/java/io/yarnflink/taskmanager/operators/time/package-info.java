/** Tests of timestamps and watermarks. */
@NullMarked
package io.yarnflink.taskmanager.operators.time;

import org.jspecify.annotations.NullMarked;
