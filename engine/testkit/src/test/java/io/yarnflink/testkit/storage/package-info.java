/** Tests of storages, and of checkpoints on storage that fails. */
@NullMarked
package io.yarnflink.testkit.storage;

import org.jspecify.annotations.NullMarked;
