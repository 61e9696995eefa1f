package io.yarnflink.state;

/** The same with RocksDB. */
class RocksDbStateEvolutionTest extends StateEvolutionTest {
    @Override
    StateBackend backend() {
        return Databases.rocksDb(20);
    }
}
