/** Tests of sources that run in loops of their own. */
@NullMarked
package io.yarnflink.taskmanager.operators.legacy;

import org.jspecify.annotations.NullMarked;
