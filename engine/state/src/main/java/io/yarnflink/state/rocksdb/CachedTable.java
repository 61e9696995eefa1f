package io.yarnflink.state.rocksdb;

import io.yarnflink.state.rocksdb.WriteBackCache.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/** A table whose values pass through the cache; it knows which of them the database does not have yet. Task thread only. */
abstract class CachedTable {
    /** A task stands still at a snapshot until they are gathered. */
    private static final int MOST_CHANGED = 16_384;

    private final int number;
    private final boolean grows;
    private final List<Entry> changed = new ArrayList<>();
    private int lastSize = -1;

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

    final boolean hasMostChanges() {
        return changed.size() >= MOST_CHANGED;
    }

    /** Whether values of a place can be of different sizes. */
    final boolean grows() {
        return grows;
    }

    /** How many bytes the value had that was written or measured last; negative when none was. */
    final int lastSize() {
        return lastSize;
    }

    final void measured(int size) {
        lastSize = size;
    }

    final @Nullable Entry lastChanged() {
        return changed.isEmpty() ? null : changed.get(changed.size() - 1);
    }

    /** Puts or deletes the entry, and says how many bytes it has. */
    abstract int write(Entry entry, WriteBatch batch);

    /** How many bytes the entry would have if it were written. */
    abstract int measure(Entry entry);
}
