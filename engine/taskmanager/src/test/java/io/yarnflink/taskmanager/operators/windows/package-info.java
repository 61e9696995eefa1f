/** Tests of the general operator of windows. */
@NullMarked
package io.yarnflink.taskmanager.operators.windows;

import org.jspecify.annotations.NullMarked;
