/** Tests of how outputs distribute records. */
@NullMarked
package io.yarnflink.taskmanager.output;

import org.jspecify.annotations.NullMarked;
