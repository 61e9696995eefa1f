package io.yarnflink.state;

/** The same with RocksDB. */
class RocksDbKeyedStateTest extends KeyedStateTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
