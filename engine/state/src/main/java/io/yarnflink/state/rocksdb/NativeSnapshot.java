package io.yarnflink.state.rocksdb;

import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.rocksdb.StoredFiles.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A snapshot as RocksDB's own files; those that an earlier one has stored are referred to. */
final class NativeSnapshot implements KeyedSnapshot {
    private static final String TABLE = ".sst";

    private final long number;
    private final OpenDatabase database;
    private final Folder folder;
    private final KeyGroupRange keyGroups;
    private final StoredFiles earlier;
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile Map<String, StoredFile> stored = Map.of();

    /** A folder of the snapshot's own, which has links to the files once it is made; to them come the states' numbers. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Folder(Path path, CompletableFuture<Void> made, byte[] numbers) {
        /** Waits until it is made. */
        List<Path> completed() throws IOException {
            try {
                made.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof UncheckedIOException known ? known.getCause() : new IOException(e);
            }
            Files.write(path.resolve(StateNumbers.FILE), numbers);
            return Folders.files(path);
        }
    }

    NativeSnapshot(long number, OpenDatabase database, Folder folder, KeyGroupRange keyGroups, StoredFiles earlier) {
        database.retain();
        this.number = number;
        this.database = database;
        this.folder = folder;
        this.keyGroups = keyGroups;
        this.earlier = earlier;
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the snapshot was written or given up before");
        }
        try {
            stored = store(target.files(RocksDbBackend.KIND, keyGroups));
        } finally {
            release();
        }
    }

    private Map<String, StoredFile> store(SnapshotTarget.FileTarget target) throws IOException {
        List<Path> files = folder.completed();
        Map<String, StoredFile> kept =
                earlier.toKeep(files.stream().map(NativeSnapshot::name).toList());
        Map<String, StoredFile> tables = new HashMap<>();
        for (Path file : files) {
            String name = name(file);
            StoredFile known = kept.get(name);
            if (known != null) {
                tables.put(name, new StoredFile(target.keep(name, known.range()), known.snapshot()));
            } else if (name.endsWith(TABLE)) {
                tables.put(name, new StoredFile(target.add(name, file), number));
            } else {
                target.add(name, file);
            }
        }
        return tables;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void release() {
        folder.made().whenComplete((done, failure) -> {
            try {
                Folders.delete(folder.path());
            } finally {
                database.release();
            }
        });
    }

    @Override
    public void durable() {
        earlier.durable(number, stored);
    }

    @Override
    public void discard() {
        if (used.compareAndSet(false, true)) {
            release();
        }
    }
}
