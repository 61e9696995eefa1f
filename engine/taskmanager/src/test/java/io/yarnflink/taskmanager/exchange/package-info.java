/** Tests of what travels between subtasks. */
@NullMarked
package io.yarnflink.taskmanager.exchange;

import org.jspecify.annotations.NullMarked;
