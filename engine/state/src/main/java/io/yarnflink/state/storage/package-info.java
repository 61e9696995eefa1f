/** Where the files of checkpoints lie: a port, and local folders as its first implementation. */
@NullMarked
package io.yarnflink.state.storage;

import org.jspecify.annotations.NullMarked;
