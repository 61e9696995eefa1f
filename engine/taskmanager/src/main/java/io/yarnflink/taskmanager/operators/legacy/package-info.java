/** Sources that run in a loop of their own, on a thread beside their task's. */
@NullMarked
package io.yarnflink.taskmanager.operators.legacy;

import org.jspecify.annotations.NullMarked;
