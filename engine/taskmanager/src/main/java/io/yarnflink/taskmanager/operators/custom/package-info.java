/** Operators of programs' own, run as the engine's. */
@NullMarked
package io.yarnflink.taskmanager.operators.custom;

import org.jspecify.annotations.NullMarked;
