package io.yarnflink.state;

/** The same with RocksDB. */
class RocksDbTimeToLiveTest extends TimeToLiveTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
