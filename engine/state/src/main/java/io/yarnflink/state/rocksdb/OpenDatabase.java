package io.yarnflink.state.rocksdb;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A database and its folder, closed and deleted when the last of its users lets go: a task that ends must not take it
 * away from who still writes a snapshot. One thread reads and writes; any thread retains, releases and iterates.
 */
final class OpenDatabase {
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

    /** Done when the checkpoint that was begun last is made, or cannot be. */
    private CompletableFuture<?> checkpoint = CompletableFuture.completedFuture(null);

    /** Why values are lost that no user of the database has any more. */
    private volatile @Nullable UncheckedIOException lost;

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
        awaitCheckpoint();
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
        awaitCheckpoint();
        return db.getSnapshot();
    }

    void releaseSnapshot(Snapshot snapshot) {
        db.releaseSnapshot(snapshot);
    }

    /**
     * Writes a batch, closes it, and makes a folder with links to all files that hold what is in the database then, on
     * another thread, when no other is being made. Until that is done values are found as they were before the batch; who
     * writes, or looks at what there is, waits.
     */
    CompletableFuture<Void> checkpoint(WriteBatch last, Path target) {
        retain();
        try {
            CompletableFuture<Void> made = CompletableFuture.runAsync(() -> makeCheckpoint(last, target), io);
            checkpoint = made.handle((done, failure) -> true);
            return made;
        } catch (RejectedExecutionException e) {
            last.close();
            release();
            UncheckedIOException cause = new UncheckedIOException(
                    new IOException("RocksDB in " + folder + " cannot write: its process is ending", e));
            lost = cause;
            throw cause;
        }
    }

    private void makeCheckpoint(WriteBatch last, Path target) {
        try (last;
                Checkpoint made = Checkpoint.create(db)) {
            writeLast(last);
            made.createCheckpoint(target.toString());
        } catch (RocksDBException e) {
            throw failed("make a checkpoint", e);
        } finally {
            release();
        }
    }

    private void writeLast(WriteBatch last) {
        try {
            writeNow(last);
        } catch (RuntimeException | Error e) {
            lost = e instanceof UncheckedIOException known ? known : new UncheckedIOException(new IOException(e));
            throw e;
        }
    }

    /** Whether values that were given to {@link #checkpoint} may not be found yet, and who writes would wait. */
    boolean isBusy() {
        return !checkpoint.isDone();
    }

    /** Waits until the database has what was given to {@link #checkpoint}. */
    void awaitCheckpoint() {
        checkpoint.join();
        UncheckedIOException cause = lost;
        if (cause != null) {
            throw new UncheckedIOException(cause.getMessage(), cause.getCause());
        }
    }
}
