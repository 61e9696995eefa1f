/** Tests of the running operators. */
@NullMarked
package io.yarnflink.taskmanager.operators;

import org.jspecify.annotations.NullMarked;
