/** The running form of each operator that programs can declare. */
@NullMarked
package io.yarnflink.taskmanager.operators;

import org.jspecify.annotations.NullMarked;
