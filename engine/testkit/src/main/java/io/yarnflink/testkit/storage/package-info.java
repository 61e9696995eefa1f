/** Checkpoints in memory, with storage that fails as it is told to, and what every storage has to keep to. */
@NullMarked
package io.yarnflink.testkit.storage;

import org.jspecify.annotations.NullMarked;
