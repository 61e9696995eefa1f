package io.yarnflink.state.rocksdb;

import io.yarnflink.state.rocksdb.WriteBackCache.Place;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The map of one key and namespace as a view of the database. Iterators read some entries at a time and keep nothing of
 * RocksDB open, because nobody has to use one up. Task thread only.
 */
final class StoredMap<UK, UV> extends AbstractMap<UK, UV> {
    private static final int FIRST_READ = 8;
    private static final int MOST_READ = 256;

    private final MapTable<?, ?, UK, UV> table;
    private final Place place;

    StoredMap(MapTable<?, ?, UK, UV> table, Place place) {
        this.table = table;
        this.place = place;
    }

    @Override
    @SuppressWarnings("NullAway") // As maps are declared.
    public @Nullable UV get(@Nullable Object key) {
        WriteBackCache.Entry entry = table.entry(place, key);
        return entry.isAbsent() ? null : table.handedOut(entry);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return !table.entry(place, key).isAbsent();
    }

    /** Does not say what was there before, which would have to be looked for. */
    @Override
    public @Nullable UV put(UK key, UV value) {
        table.set(place, key, value);
        return null;
    }

    /** Does not say what was there before, which would have to be looked for. */
    @Override
    public @Nullable UV remove(@Nullable Object key) {
        table.set(place, key, WriteBackCache.ABSENT);
        return null;
    }

    @Override
    public void clear() {
        table.clear(place);
    }

    @Override
    public boolean isEmpty() {
        return !new Entries(1).hasNext();
    }

    @Override
    public Set<Map.Entry<UK, UV>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<UK, UV>> iterator() {
                // Its user may go on to change the key.
                return new StoredMap<>(table, table.owned(place)).new Entries(FIRST_READ);
            }

            @Override
            public int size() {
                int size = 0;
                for (Iterator<?> each = iterator(); each.hasNext(); each.next()) {
                    size++;
                }
                return size;
            }

            @Override
            public boolean isEmpty() {
                return StoredMap.this.isEmpty();
            }
        };
    }

    /** Sees what is there when it comes to it. */
    private final class Entries implements Iterator<Map.Entry<UK, UV>> {
        private final byte[] prefix;
        private final List<StoredEntry> read = new ArrayList<>();
        private byte[] from;
        private int next;
        private int count;
        private boolean isAll;
        private @Nullable StoredEntry last;

        Entries(int count) {
            this.count = count;
            table.writeKey(place);
            prefix = table.keyBytes.toByteArray();
            from = prefix;
        }

        @Override
        public boolean hasNext() {
            if (next == read.size() && !isAll) {
                readMore();
            }
            return next < read.size();
        }

        private void readMore() {
            table.cache.flush(table);
            read.clear();
            next = 0;
            isAll = table.scan(from, prefix, (key, value) -> {
                from = EntryKeys.after(key);
                UK mapKey = table.mapKey(key, prefix.length);
                read.add(new StoredEntry(mapKey, table.value(place, mapKey, value)));
                return read.size() < count;
            });
            count = Math.min(MOST_READ, count * 2);
        }

        @Override
        public Map.Entry<UK, UV> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the map has no more entries");
            }
            StoredEntry entry = read.get(next++);
            last = entry;
            return entry;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("next() was not called since the last remove()");
            }
            StoredMap.this.remove(last.getKey());
            last = null;
        }
    }

    /** An entry whose value is written through. */
    private final class StoredEntry extends SimpleEntry<UK, UV> {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("NullAway") // Values may be null.
        StoredEntry(UK key, @Nullable UV value) {
            super(key, value);
        }

        @Override
        public UV setValue(UV value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
