package io.yarnflink.state;

/** The same with RocksDB. */
class RocksDbStateKindsTest extends StateKindsTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
