/** Tests of tasks and their chains. */
@NullMarked
package io.yarnflink.taskmanager.task;

import org.jspecify.annotations.NullMarked;
