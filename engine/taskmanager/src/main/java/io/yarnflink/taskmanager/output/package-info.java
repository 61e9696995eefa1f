/** The ends of chains: which of an output's channels gets which record. */
@NullMarked
package io.yarnflink.taskmanager.output;

import org.jspecify.annotations.NullMarked;
