/** Tests of sinks' writers. */
@NullMarked
package io.yarnflink.taskmanager.operators.sink;

import org.jspecify.annotations.NullMarked;
