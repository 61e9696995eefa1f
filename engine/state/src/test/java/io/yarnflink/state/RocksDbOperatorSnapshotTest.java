package io.yarnflink.state;

/** The same with RocksDB. */
class RocksDbOperatorSnapshotTest extends OperatorSnapshotTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
