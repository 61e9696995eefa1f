/** Where records get their time and watermarks are made. */
@NullMarked
package io.yarnflink.taskmanager.operators.time;

import org.jspecify.annotations.NullMarked;
