package io.yarnflink.state.checkpoint;

import io.yarnflink.state.Databases;
import io.yarnflink.state.StateBackend;

/** The same with RocksDB. */
class RocksDbIncrementalCheckpointsTest extends IncrementalCheckpointsTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
