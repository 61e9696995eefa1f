/** Tasks, which work in steps, and what gives them their turns. */
@NullMarked
package io.yarnflink.taskmanager.task;

import org.jspecify.annotations.NullMarked;
