package io.yarnflink.state.rocksdb;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that a task has used lately, as objects. Those that it changed reach the database together: when others need
 * their room, and before anybody looks into the database. Task thread only.
 */
final class WriteBackCache {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBackCache.class);

    /** Stands for the value of a key that has none. */
    static final Object ABSENT = new Object();

    private static final long LARGEST_BATCH = 4 << 20;
    private static final int LEAST_UNMEASURED = 4;
    private static final int MOST_UNMEASURED = 4096;
    /** About what an entry takes beside its bytes. */
    private static final int OVERHEAD = 96;

    private final OpenDatabase database;
    private final long limit;
    /** What a value counts for at most: few stay however large, else each access would read them. */
    private final int mostCounted;

    private WriteBatch batch = new WriteBatch();
    private @Nullable Entry[] buckets = new Entry[1024];
    private @Nullable Entry[] all = new Entry[1024];
    private int count;
    private long bytes;
    private int hand;
    private boolean closed;

    /** {@code limit}: about how many bytes its values may have when they are written. */
    WriteBackCache(OpenDatabase database, long limit) {
        this.database = database;
        this.limit = limit;
        this.mostCounted = (int) Math.min(limit / 4, Integer.MAX_VALUE - OVERHEAD);
    }

    /** The value of a key, of a key and a namespace, or of a part of that: one entry of a map. */
    static final class Entry {
        final CachedTable table;
        final Place place;
        private final int hash;

        @Nullable
        Object value = ABSENT;

        /** Whether the database may have a value. */
        boolean stored = true;

        private boolean changed;
        /** Where it is among the changed ones of its table. */
        int changedAt;

        /** How often its value was changed, or may have been, since it was measured; and how often it may be. */
        private int unmeasured;

        private int mostUnmeasured = LEAST_UNMEASURED;

        /** Whether its size is that of key and value. */
        private boolean hasValueSize;

        private boolean used = true;
        private int size;
        private int at;
        private @Nullable Entry next;

        Entry(CachedTable table, Place place) {
            this.table = table;
            this.place = place;
            this.hash = place.hash(table);
        }

        boolean isChanged() {
            return changed;
        }

        boolean isAbsent() {
            return value == ABSENT;
        }
    }

    /** Which value of a table; {@code part} is a key of a map. */
    record Place(
            int keyGroup,
            Object key,
            @Nullable Object namespace,
            @Nullable Object part) {
        int hash(CachedTable table) {
            int mixed = ((key.hashCode() * 31 + Objects.hashCode(namespace)) * 31 + Objects.hashCode(part)) * 31
                    + table.number();
            int product = mixed * 0x9E3779B9;
            return product ^ product >>> 16;
        }

        boolean is(Object otherKey, @Nullable Object otherNamespace, @Nullable Object otherPart) {
            return key.equals(otherKey) && Objects.equals(namespace, otherNamespace) && Objects.equals(part, otherPart);
        }
    }

    /** To be called on each access, before an entry is looked for: others are let go of for what has grown. */
    void prepare(CachedTable table) {
        checkOpen();
        if (table.hasMostChanges() && !database.isMakingCheckpoint()) {
            flush(table);
        }
        keepToLimit();
    }

    /** Nobody may hold an entry to which something is still to happen. */
    void keepToLimit() {
        if (bytes > limit) {
            makeRoom(0);
        }
    }

    /** The entry that is cached for a place; null when none is. */
    @Nullable
    Entry find(CachedTable table, Place wanted) {
        int hash = wanted.hash(table);
        for (Entry each = buckets[hash & buckets.length - 1]; each != null; each = each.next) {
            if (each.hash == hash
                    && each.table == table
                    && each.place.is(wanted.key(), wanted.namespace(), wanted.part())) {
                each.used = true;
                return each;
            }
        }
        return null;
    }

    /** Adds an entry of about that size for a place that has none. */
    void add(Entry entry, int size) {
        entry.size = counted(size);
        entry.hasValueSize = !entry.isAbsent();
        if (bytes + entry.size > limit) {
            makeRoom(entry.size);
        }
        if (count == all.length) {
            grow();
        }
        entry.at = count;
        all[count++] = entry;
        bytes += entry.size;
        link(entry);
    }

    private int counted(int size) {
        return Math.min(size, mostCounted) + OVERHEAD;
    }

    private void link(Entry entry) {
        int bucket = entry.hash & buckets.length - 1;
        entry.next = buckets[bucket];
        buckets[bucket] = entry;
    }

    private void grow() {
        all = Arrays.copyOf(all, count * 2);
        buckets = new Entry[count * 2];
        for (int i = 0; i < count; i++) {
            link(entry(i));
        }
    }

    private Entry entry(int at) {
        return Objects.requireNonNull(all[at]);
    }

    /** Lets go of those that were not used for longest, in about that order. */
    private void makeRoom(int needed) {
        // Who leaves is looked for in the database.
        database.awaitBatch();
        long goal = Math.max(0, limit - limit / 16 - needed);
        evict(goal, !database.isMakingCheckpoint());
        if (bytes > goal) {
            evict(goal, true);
        }
    }

    /** {@code changed}: whether also those go that have to be written first. */
    private void evict(long goal, boolean changed) {
        try {
            // Two rounds, after which none counts as used any more.
            for (long left = 2L * count; left > 0 && bytes > goal && count > 0; left--) {
                hand = hand >= count ? 0 : hand;
                Entry entry = entry(hand);
                if (entry.used) {
                    entry.used = false;
                    hand++;
                    continue;
                }
                if (entry.changed && !changed) {
                    hand++;
                    continue;
                }
                writeIfChanged(entry);
                remove(entry);
            }
        } finally {
            // Those that are gone by now are looked for in the database, though another cannot be written.
            writeBatch();
        }
    }

    private void remove(Entry entry) {
        int bucket = entry.hash & buckets.length - 1;
        Entry before = null;
        for (Entry each = buckets[bucket]; each != entry && each != null; each = each.next) {
            before = each;
        }
        if (before == null) {
            buckets[bucket] = entry.next;
        } else {
            before.next = entry.next;
        }
        count--;
        Entry last = entry(count);
        all[entry.at] = last;
        last.at = entry.at;
        all[count] = null;
        bytes -= entry.size;
    }

    /** Sets or removes the entry's value; the first is taken to be as large as the table's last. */
    void put(Entry entry, @Nullable Object value) {
        entry.value = value;
        if (!entry.hasValueSize && !entry.isAbsent()) {
            entry.hasValueSize = true;
            if (entry.table.lastSize() < 0) {
                measure(entry);
            } else {
                resize(entry, entry.size - OVERHEAD + entry.table.lastSize());
            }
        }
        changed(entry);
    }

    /** The entry's value was changed, or may be by whom it was given to. */
    void changed(Entry entry) {
        if (entry.table.grows()) {
            entry.unmeasured++;
            if (entry.unmeasured >= entry.mostUnmeasured) {
                measure(entry);
            }
        }
        if (!entry.changed) {
            entry.changed = true;
            entry.table.changed(entry);
        }
    }

    /**
     * After twice as many changes each time: what grows by the same at each change has at most twice the size it is
     * thought to have.
     */
    private void measure(Entry entry) {
        entry.unmeasured = 0;
        entry.mostUnmeasured = Math.min(MOST_UNMEASURED, entry.mostUnmeasured * 2);
        if (entry.isAbsent()) {
            return;
        }
        try {
            resize(entry, entry.table.measure(entry));
        } catch (RuntimeException e) {
            // Its user may not be done with it; whether it can be written turns out when it must be.
            LOG.debug("A value cannot be measured: {}", e.toString());
        }
    }

    private void resize(Entry entry, int size) {
        int counted = counted(size);
        bytes += counted - entry.size;
        entry.size = counted;
    }

    /** The database has been told otherwise that there is no value. */
    void removedBeneath(Entry entry) {
        if (entry.changed) {
            entry.changed = false;
            entry.table.unchanged(entry);
        }
        entry.value = ABSENT;
        entry.stored = false;
    }

    private void writeIfChanged(Entry entry) {
        if (!entry.changed) {
            return;
        }
        if (entry.isAbsent() && !entry.stored) {
            entry.changed = false;
            entry.table.unchanged(entry);
            return;
        }
        int size = entry.table.write(entry, batch);
        // What cannot be written stays changed: the next snapshot must not be complete without it.
        entry.changed = false;
        entry.table.unchanged(entry);
        entry.stored = !entry.isAbsent();
        resize(entry, size);
        if (batch.getDataSize() >= LARGEST_BATCH) {
            database.write(batch);
        }
    }

    long bytes() {
        return bytes;
    }

    private void writeBatch() {
        if (batch.count() > 0) {
            database.write(batch);
        }
    }

    /** From now on the database has all values of the table. */
    void flush(CachedTable table) {
        gather(table);
        writeBatch();
    }

    /** From now on the database has all values of the table, but for those in the batch. */
    void gather(CachedTable table) {
        checkOpen();
        for (Entry last = table.lastChanged(); last != null; last = table.lastChanged()) {
            writeIfChanged(last);
        }
    }

    /** What has been gathered, to be written and closed before anything else is written. */
    WriteBatch gathered() {
        WriteBatch gathered = batch;
        batch = new WriteBatch();
        return gathered;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("Keyed state was used after its task had ended; a thread of the function"
                    + " that goes on must not use state");
        }
    }

    /** Whoever still has a state must not reach RocksDB's memory, which is gone. */
    void close() {
        closed = true;
        batch.close();
    }
}
