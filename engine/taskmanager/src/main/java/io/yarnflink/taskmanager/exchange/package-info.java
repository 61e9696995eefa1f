/** What travels between subtasks and how a task sees the ends of its channels. */
@NullMarked
package io.yarnflink.taskmanager.exchange;

import org.jspecify.annotations.NullMarked;
