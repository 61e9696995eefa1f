package io.yarnflink.state.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** What all databases of a process share: one block cache that also counts write buffers, and a folder. Any thread. */
public final class RocksDbResources implements AutoCloseable {
    private static final int FILTER_BITS = 10;
    private static final long LEAST_MEMORY = 8 << 20;
    private static final long LARGEST_WRITE_BUFFER = 32 << 20;
    /** Each checkpoint stores it anew. */
    private static final long LARGEST_MANIFEST = 1 << 20;

    /** Each checkpoint adds a small file, and four of them would make RocksDB write a first level of 256 MB anew. */
    private static final int MOST_NEW_FILES = 8;

    private static final long FIRST_LEVEL = 32 << 20;
    private static final long FIRST_LEVEL_FILE = 8 << 20;
    /** By what files are larger in the next level, or a large state would have too many. */
    private static final int GROWTH = 2;

    private static final int SHARDS_BY_SIZE = -1;
    /** What of the cache is for indexes and filters before all else: to miss one costs more than to miss data. */
    private static final double FOR_INDEXES = 0.2;

    private final Path parent;
    private final long memory;
    private final Executor io;
    private @Nullable Shared shared;
    private int databases;

    private record Shared(Path folder, Cache cache, WriteBufferManager writeBuffers, BloomFilter filter) {}

    /**
     * Nothing is loaded or made before the first database is opened; {@code memory} in bytes is for all of them. What is
     * given to {@code io} waits for RocksDB, and tasks may wait for it: nothing may keep it from being begun.
     */
    public RocksDbResources(Path parent, long memory, Executor io) {
        this.parent = parent;
        this.memory = Math.max(LEAST_MEMORY, memory);
        this.io = io;
    }

    Executor io() {
        return io;
    }

    private synchronized Shared shared() {
        if (shared == null) {
            Path made = madeFolder();
            loadLibrary(made);
            Cache cache = new LRUCache(memory, SHARDS_BY_SIZE, false, FOR_INDEXES);
            shared = new Shared(made, cache, new WriteBufferManager(memory / 2, cache), new BloomFilter(FILTER_BITS));
        }
        return shared;
    }

    /** From our own folder: a library in the node's folder for temporary files would outlive a process that is killed. */
    private static void loadLibrary(Path folder) {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            RocksDB.loadLibrary();
        } catch (IOException e) {
            throw new UncheckedIOException("RocksDB's library cannot be loaded from " + folder + ": " + e, e);
        }
    }

    private Path madeFolder() {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "rocksdb-");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for RocksDB can be made in " + parent + ": " + e, e);
        }
    }

    /** An empty folder for one database. */
    Path newFolder() {
        int number;
        synchronized (this) {
            databases++;
            number = databases;
        }
        try {
            return Files.createDirectory(shared().folder().resolve("db-" + number));
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for a RocksDB database can be made: " + e, e);
        }
    }

    /** How databases are opened; the caller closes it after the database. */
    Options options() {
        Shared known = shared();
        // Indexes and filters in pieces: that of a large file as a whole has no room in a shard of the cache, and would
        // be read at each access.
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(known.cache())
                .setFilterPolicy(known.filter())
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        return new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(tables)
                .setWriteBufferManager(known.writeBuffers())
                .setWriteBufferSize(Math.max(1 << 20, Math.min(LARGEST_WRITE_BUFFER, memory / 8)))
                .setMaxBytesForLevelBase(FIRST_LEVEL)
                .setTargetFileSizeBase(FIRST_LEVEL_FILE)
                .setTargetFileSizeMultiplier(GROWTH)
                .setLevel0FileNumCompactionTrigger(MOST_NEW_FILES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxBackgroundJobs(2)
                .setMaxManifestFileSize(LARGEST_MANIFEST)
                .setAvoidFlushDuringShutdown(true)
                .setStatsDumpPeriodSec(0)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
    }

    /** Deletes the folder. What is still open stays so, without its files. */
    @Override
    public void close() {
        Shared known;
        synchronized (this) {
            known = shared;
            shared = null;
        }
        if (known != null) {
            Folders.delete(known.folder());
            known.filter().close();
            known.writeBuffers().close();
            known.cache().close();
        }
    }
}
