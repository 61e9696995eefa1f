/** Waits for answers of other systems. */
@NullMarked
package io.yarnflink.taskmanager.operators.async;

import org.jspecify.annotations.NullMarked;
