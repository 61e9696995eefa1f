/** The channels between subtasks: rings within a process, frames under credit between processes. */
@NullMarked
package io.yarnflink.taskmanager.channels;

import org.jspecify.annotations.NullMarked;
