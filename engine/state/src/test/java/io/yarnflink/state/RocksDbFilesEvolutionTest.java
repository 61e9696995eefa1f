package io.yarnflink.state;

/** The same with RocksDB's own files. */
class RocksDbFilesEvolutionTest extends RocksDbStateEvolutionTest {
    @Override
    boolean inSavepoints() {
        return false;
    }
}
