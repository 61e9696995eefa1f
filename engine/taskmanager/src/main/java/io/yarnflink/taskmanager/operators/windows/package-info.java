/** The general operator of windows, which runs every kind of them. */
@NullMarked
package io.yarnflink.taskmanager.operators.windows;

import org.jspecify.annotations.NullMarked;
