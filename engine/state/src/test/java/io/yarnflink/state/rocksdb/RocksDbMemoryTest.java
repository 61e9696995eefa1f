package io.yarnflink.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

class RocksDbMemoryTest {
    private static final int KEYS = 600_000;
    private static final int LOOKS = 2_000;

    @TempDir
    Path folder;

    /** A shard of the cache has room for less than what says which of so many keys a file may have. */
    @Test
    void whatSaysThatAFileHasNotAKeyIsReadFromItOnlyInPart() throws Exception {
        try (RocksDbResources resources = new RocksDbResources(folder, 8 << 20, Runnable::run);
                Statistics statistics = new Statistics();
                Options options = resources.options().setStatistics(statistics);
                RocksDB db = RocksDB.open(options, folder.resolve("db").toString())) {
            fill(db);
            long before = statistics.getTickerCount(TickerType.NON_LAST_LEVEL_READ_BYTES)
                    + statistics.getTickerCount(TickerType.LAST_LEVEL_READ_BYTES);
            for (int i = 0; i < LOOKS; i++) {
                assertThat(db.get(key(2 * i * (KEYS / LOOKS) + 1))).isNull();
            }
            long read = statistics.getTickerCount(TickerType.NON_LAST_LEVEL_READ_BYTES)
                    + statistics.getTickerCount(TickerType.LAST_LEVEL_READ_BYTES)
                    - before;
            assertThat(read / LOOKS)
                    .as("bytes read for a key that is not there")
                    .isLessThan(40_000);
            assertThat(read).as("something is read, and counted").isPositive();
        }
    }

    private static void fill(RocksDB db) throws Exception {
        try (WriteOptions writes = new WriteOptions().setDisableWAL(true);
                WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < KEYS; i++) {
                // In no order, so that few files come of them.
                batch.put(key(2 * (int) (i * 7919L % KEYS)), new byte[8]);
                if (i % 1000 == 999) {
                    db.write(writes, batch);
                    batch.clear();
                }
            }
        }
        db.compactRange();
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
