/** Tests of the channels between subtasks. */
@NullMarked
package io.yarnflink.taskmanager.channels;

import org.jspecify.annotations.NullMarked;
