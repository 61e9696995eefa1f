/** Keyed state in RocksDB, for what does not fit into memory; the only package that knows RocksDB. */
@NullMarked
package io.yarnflink.state.rocksdb;

import org.jspecify.annotations.NullMarked;
