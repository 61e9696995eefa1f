package io.yarnflink.state.rocksdb;

import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.NativeFiles;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.StateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the keyed states of a job's operators in a database for each of their subtasks. Any thread. */
public final class RocksDbBackend implements StateBackend {
    /** What its files are called in checkpoints; their keys have the layout of version 1. */
    public static final String KIND = "rocksdb-1";

    private final RocksDbResources resources;
    private final long cachedBytes;
    private final boolean incremental;

    /**
     * {@code cachedBytes}: about how many bytes, as they are stored, an operator's subtask may have as objects; {@code
     * incremental}: whether checkpoints refer to files of earlier ones.
     */
    public RocksDbBackend(RocksDbResources resources, long cachedBytes, boolean incremental) {
        this.resources = resources;
        this.cachedBytes = cachedBytes;
        this.incremental = incremental;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public <K> StateDatabase<K> open(KeyedState<K> owner, List<NativeFiles> restored) {
        List<NativeFiles> left = new ArrayList<>(restored);
        left.sort(Comparator.comparingInt(
                each -> -common(each.keyGroups(), owner.range()).size()));
        StateNumbers numbers = new StateNumbers();
        OpenDatabase database = null;
        RocksDbDatabase<K> opened = null;
        try {
            if (left.isEmpty()) {
                database = OpenDatabase.open(resources.newFolder(), resources);
            } else {
                Copied first = copied(left.remove(0));
                numbers = first.numbers();
                database = first.database();
                drop(database, first.keyGroups(), owner.range());
                for (NativeFiles each : left) {
                    copyInto(database, numbers, each, owner.range());
                }
            }
            WriteBackCache cache = new WriteBackCache(database, cachedBytes);
            opened = new RocksDbDatabase<>(owner, database, numbers, cache, incremental);
            return opened;
        } catch (IOException | RuntimeException e) {
            throw new UncheckedIOException(
                    "The state in RocksDB of key groups " + owner.range() + " cannot be restored: " + e.getMessage(),
                    e instanceof IOException io ? io : new IOException(e));
        } finally {
            if (opened == null && database != null) {
                database.release();
            }
        }
    }

    private record Copied(OpenDatabase database, StateNumbers numbers, KeyGroupRange keyGroups) {}

    private Copied copied(NativeFiles files) throws IOException {
        Path folder = resources.newFolder();
        StateNumbers numbers;
        try {
            Path target = Files.createDirectory(OpenDatabase.files(folder));
            files.copyTo(target);
            numbers = RocksDbDatabase.readNumbers(target);
        } catch (IOException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
        return new Copied(OpenDatabase.open(folder, resources), numbers, files.keyGroups());
    }

    /** Deletes what belongs to other subtasks now. */
    private static void drop(OpenDatabase database, KeyGroupRange old, KeyGroupRange wanted) {
        if (old.first() < wanted.first()) {
            database.deleteRange(EntryKeys.keyGroup(old.first()), EntryKeys.keyGroup(wanted.first()));
        }
        if (old.last() > wanted.last()) {
            database.deleteRange(EntryKeys.keyGroup(wanted.last() + 1), EntryKeys.keyGroup(old.last() + 1));
        }
    }

    private void copyInto(OpenDatabase database, StateNumbers numbers, NativeFiles files, KeyGroupRange wanted)
            throws IOException {
        Copied other = copied(files);
        try {
            RocksDbDatabase.copy(
                    other.database(), other.numbers(), database, numbers, common(other.keyGroups(), wanted));
        } finally {
            other.database().release();
        }
    }

    private static KeyGroupRange common(KeyGroupRange one, KeyGroupRange other) {
        int first = Math.max(one.first(), other.first());
        return new KeyGroupRange(first, Math.max(first - 1, Math.min(one.last(), other.last())));
    }
}
