/** Operators with two inputs. */
@NullMarked
package io.yarnflink.taskmanager.operators.two;

import org.jspecify.annotations.NullMarked;
