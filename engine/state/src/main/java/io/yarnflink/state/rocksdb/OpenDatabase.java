package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.rocksdb.Checkpoint;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database and its folder, closed and deleted when the last of its users lets go: a task that ends must not take it
 * away from who still writes a snapshot. One thread reads and writes, but for what a checkpoint writes; any thread
 * retains, releases and iterates with options of its own.
 */
final class OpenDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);
    private static final String FILES = "db";
    private static final long LARGEST_BATCH = 1 << 20;

    private final Path folder;
    private final Options options;
    private final ReadOptions reads = new ReadOptions();
    private final BoundedReads bounded = new BoundedReads();
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
    private final RocksDB db;
    private final Executor io;
    private byte[] value = new byte[256];
    private int users = 1;

    // Task thread only.
    private CompletableFuture<Void> lastBatch = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> lastCheckpoint = lastBatch;

    private OpenDatabase(Path folder, Options options, RocksDB db, Executor io) {
        this.folder = folder;
        this.options = options;
        this.db = db;
        this.io = io;
    }

    /** Where the files of a database in {@code folder} lie. */
    static Path files(Path folder) {
        return folder.resolve(FILES);
    }

    /** Opens what is in the folder, or a database without entries; from now on the folder is its own. */
    static OpenDatabase open(Path folder, RocksDbResources resources) {
        Options options = resources.options();
        try {
            return new OpenDatabase(
                    folder, options, RocksDB.open(options, files(folder).toString()), resources.io());
        } catch (RocksDBException e) {
            options.close();
            Folders.delete(folder);
            throw new UncheckedIOException(
                    new IOException("RocksDB cannot open its files in " + folder + ": " + e.getMessage(), e));
        }
    }

    Path folder() {
        return folder;
    }

    synchronized void retain() {
        if (users == 0) {
            throw new IllegalStateException("the database in " + folder + " is closed");
        }
        users++;
    }

    void release() {
        synchronized (this) {
            users--;
            if (users > 0) {
                return;
            }
        }
        db.close();
        reads.close();
        bounded.close();
        writes.close();
        options.close();
        Folders.delete(folder);
    }

    private UncheckedIOException failed(String what, RocksDBException e) {
        return new UncheckedIOException(
                new IOException("RocksDB in " + folder + " cannot " + what + ": " + e.getMessage(), e));
    }

    /** Shows the value of a key in {@code found} until the next call; false when there is none. */
    boolean get(ByteArrayOutputView key, ByteArrayInputView found) {
        try {
            int length = get(key);
            if (length > value.length) {
                value = new byte[Math.max(length, value.length * 2)];
                length = get(key);
            }
            if (length == RocksDB.NOT_FOUND) {
                return false;
            }
            found.reset(value, 0, length);
            return true;
        } catch (RocksDBException e) {
            throw failed("read a value", e);
        }
    }

    private int get(ByteArrayOutputView key) throws RocksDBException {
        return db.get(reads, key.array(), key.offset(), key.position(), value, 0, value.length);
    }

    void write(WriteBatch batch) {
        if (batch.count() == 0) {
            return;
        }
        awaitCheckpoint();
        writeNow(batch);
        batch.clear();
    }

    private void writeNow(WriteBatch batch) {
        try {
            db.write(writes, batch);
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
    }

    /** Writes when there is much in the batch, which is not in any budget of memory. */
    void writeLarge(WriteBatch batch) {
        if (batch.getDataSize() > LARGEST_BATCH) {
            write(batch);
        }
    }

    /** Deletes from {@code first} on what is before {@code end}. */
    void deleteRange(byte[] first, byte[] end) {
        awaitCheckpoint();
        try {
            db.deleteRange(writes, first, end);
        } catch (RocksDBException e) {
            throw failed("delete", e);
        }
    }

    /** To be closed. */
    RocksIterator iterator() {
        return db.newIterator(reads);
    }

    /** To be closed before another one is asked for: it ends before what begins with {@code prefix} ends. */
    RocksIterator iterator(byte[] prefix) {
        awaitBatch();
        return db.newIterator(bounded.endingWith(prefix));
    }

    RocksIterator iterator(ReadOptions options) {
        return db.newIterator(options);
    }

    static void check(RocksIterator iterator) throws IOException {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw new IOException("RocksDB cannot read its entries: " + e.getMessage(), e);
        }
    }

    /** How many entries have been put and deleted. */
    long written() {
        awaitCheckpoint();
        return db.getLatestSequenceNumber();
    }

    Snapshot snapshot() {
        awaitBatch();
        return db.getSnapshot();
    }

    void releaseSnapshot(Snapshot snapshot) {
        db.releaseSnapshot(snapshot);
    }

    /**
     * Writes a batch, closes it, and makes a folder with links to all files that hold what is in the database then, on
     * another thread, when no other is being made. Until the batch is written values may be found as they were before it,
     * and who iterates waits; who writes waits until all is done. When it throws, the batch is written if it can be.
     */
    CompletableFuture<Void> checkpoint(WriteBatch batch, Path target) {
        retain();
        CompletableFuture<Void> batchWritten = new CompletableFuture<>();
        lastBatch = batchWritten;
        CompletableFuture<Void> made;
        try {
            made = CompletableFuture.runAsync(() -> makeCheckpoint(batch, batchWritten, target), io);
        } catch (RuntimeException | Error e) {
            try {
                writeLast(batch, batchWritten);
            } finally {
                release();
            }
            throw new IllegalStateException("RocksDB in " + folder + " cannot make a checkpoint: " + e, e);
        }
        lastCheckpoint = made.handle((done, failure) -> true);
        return made;
    }

    private void makeCheckpoint(WriteBatch batch, CompletableFuture<Void> batchWritten, Path target) {
        try {
            writeLast(batch, batchWritten);
            try (Checkpoint made = Checkpoint.create(db)) {
                made.createCheckpoint(target.toString());
            }
        } catch (RocksDBException e) {
            LOG.warn("RocksDB in {} cannot make a checkpoint: {}", folder, e.toString());
            throw failed("make a checkpoint", e);
        } finally {
            release();
        }
    }

    private void writeLast(WriteBatch batch, CompletableFuture<Void> batchWritten) {
        try (batch) {
            writeNow(batch);
            batchWritten.complete(null);
        } catch (RuntimeException | Error e) {
            // Nobody else has its values: from now on each use of the database fails.
            LOG.warn("RocksDB in {} cannot write: {}", folder, e.toString());
            batchWritten.completeExceptionally(e);
            throw e;
        }
    }

    /** Done when the database has the batch of the last checkpoint. */
    CompletableFuture<Void> lastBatch() {
        return lastBatch;
    }

    /** Whether who writes would wait. */
    boolean isMakingCheckpoint() {
        return !lastCheckpoint.isDone();
    }

    /** Waits until the database has the batch of the last checkpoint; throws when that could not be written. */
    void awaitBatch() {
        try {
            lastBatch.join();
        } catch (CompletionException e) {
            throw new UncheckedIOException(new IOException(
                    "RocksDB in " + folder + " does not have all values: " + e.getCause(), e.getCause()));
        }
    }

    /** Waits until the last checkpoint is made, or cannot be. */
    void awaitCheckpoint() {
        lastCheckpoint.join();
        awaitBatch();
    }
}
