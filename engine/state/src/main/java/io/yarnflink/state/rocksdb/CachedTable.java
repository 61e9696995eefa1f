package io.yarnflink.state.rocksdb;

import io.yarnflink.state.rocksdb.WriteBackCache.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;

/** A table whose values pass through the cache; it knows which of them the database does not have yet. Task thread only. */
abstract class CachedTable {
    private final int number;
    private final List<Entry> changed = new ArrayList<>();

    CachedTable(int number) {
        this.number = number;
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

    final int changes() {
        return changed.size();
    }

    final @Nullable Entry lastChanged() {
        return changed.isEmpty() ? null : changed.get(changed.size() - 1);
    }

    /** Puts or deletes the entry, and says how many bytes it has. */
    abstract int write(Entry entry, WriteBatch batch);
}
