/** Tests of state in RocksDB. */
@NullMarked
package io.yarnflink.state.rocksdb;

import org.jspecify.annotations.NullMarked;
