/** Tests of the classes of jobs. */
@NullMarked
package io.yarnflink.taskmanager.classes;

import org.jspecify.annotations.NullMarked;
