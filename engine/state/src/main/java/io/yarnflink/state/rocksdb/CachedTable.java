package io.yarnflink.state.rocksdb;

import io.yarnflink.state.rocksdb.WriteBackCache.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/** A table whose values pass through the cache; it knows which of them the database does not have yet. Task thread only. */
abstract class CachedTable {
    /** A snapshot waits until they are written. */
    private static final int MOST_CHANGED = 16_384;

    private static final int LEAST_UNMEASURED = 16;
    private static final int MOST_UNMEASURED = 32_768;

    private final int number;
    private final boolean grows;
    private final List<Entry> changed = new ArrayList<>();

    /** How often values were changed, or may have been, since they were measured; and how often they may be. */
    private int unmeasured;

    private int mostUnmeasured = LEAST_UNMEASURED;

    /** {@code grows}: whether values of a place can be of different sizes. */
    CachedTable(int number, boolean grows) {
        this.number = number;
        this.grows = grows;
    }

    /** What its state is called in keys. */
    final int number() {
        return number;
    }

    final void changed(Entry entry) {
        entry.changedAt = changed.size();
        changed.add(entry);
    }

    final void unchanged(Entry entry) {
        Entry last = changed.remove(changed.size() - 1);
        if (last != entry) {
            changed.set(entry.changedAt, last);
            last.changedAt = entry.changedAt;
        }
    }

    final void touched() {
        unmeasured++;
    }

    final boolean isToBeMeasured() {
        return changed.size() >= MOST_CHANGED || (grows && unmeasured >= mostUnmeasured);
    }

    /** By how many bytes its values have grown since the last time, and by how many they may. */
    final void measured(long grown, long goal) {
        if (grown > goal) {
            mostUnmeasured = (int) Math.max(LEAST_UNMEASURED, mostUnmeasured * goal / grown);
        } else if (grown < goal / 4) {
            mostUnmeasured = Math.min(MOST_UNMEASURED, mostUnmeasured * 2);
        }
        unmeasured = 0;
    }

    final @Nullable Entry lastChanged() {
        return changed.isEmpty() ? null : changed.get(changed.size() - 1);
    }

    /** Puts or deletes the entry, and says how many bytes it has. */
    abstract int write(Entry entry, WriteBatch batch);
}
