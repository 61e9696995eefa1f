/** What tests of the TaskManager share: a network in one process, simple types, tasks in one thread. */
@NullMarked
package io.yarnflink.taskmanager.testing;

import org.jspecify.annotations.NullMarked;
