/** Writers of sinks, and what they leave to be committed. */
@NullMarked
package io.yarnflink.taskmanager.operators.sink;

import org.jspecify.annotations.NullMarked;
