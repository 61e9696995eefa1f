package io.yarnflink.api.configuration;

import java.util.List;

/** Options of where keyed state is kept. */
public final class StateBackendOptions {
    /** On the heap. */
    public static final String HASHMAP = "hashmap";

    /** In RocksDB, on local disks. */
    public static final String ROCKSDB = "rocksdb";

    public static final ConfigOption<String> STATE_BACKEND = ConfigOptions.key("state.backend.type")
            .textType("'hashmap' or 'rocksdb'", HASHMAP + "|" + ROCKSDB)
            .defaultValue(HASHMAP)
            .withDescription("Where keyed state is kept: 'hashmap' on the heap, 'rocksdb' on local disks.");

    public static final ConfigOption<String> ROCKSDB_LOCAL_DIRECTORY = ConfigOptions.key(
                    "state.backend.rocksdb.localdir")
            .stringType()
            .noDefaultValue()
            .withDescription("Where RocksDB keeps its files while a job runs; unset: the container's own folder.");

    public static final ConfigOption<MemorySize> ROCKSDB_MEMORY = ConfigOptions.key(
                    "state.backend.rocksdb.memory.fixed-per-tm")
            .memoryType()
            .noDefaultValue()
            .withDescription("What RocksDB's caches and write buffers may take; unset: the managed memory.");

    public static final ConfigOption<MemorySize> ROCKSDB_OBJECTS = ConfigOptions.key(
                    "state.backend.rocksdb.object-cache.size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(16))
            .withDescription("What each operator's subtask keeps on the heap of the values it used last.");

    static final List<ConfigOption<?>> ALL =
            List.of(STATE_BACKEND, ROCKSDB_LOCAL_DIRECTORY, ROCKSDB_MEMORY, ROCKSDB_OBJECTS);

    private StateBackendOptions() {}

    /** Whether keyed state is kept in RocksDB. */
    public static boolean isRocksDb(ReadableConfig configuration) {
        return configuration.get(STATE_BACKEND).equals(ROCKSDB);
    }
}
