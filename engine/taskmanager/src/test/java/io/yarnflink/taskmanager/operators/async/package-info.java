/** Tests of asynchronous requests. */
@NullMarked
package io.yarnflink.taskmanager.operators.async;

import org.jspecify.annotations.NullMarked;
