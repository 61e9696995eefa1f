package io.yarnflink.state;

import io.yarnflink.api.state.MapState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map per key whose entries end one by one. */
final class ExpiringMapState<UK, UV> implements MapState<UK, UV> {
    private final Cells<Map<UK, Expiring<UV>>> cells;
    private final TimeToLive ttl;

    ExpiringMapState(Cells<Map<UK, Expiring<UV>>> cells, TimeToLive ttl) {
        this.cells = cells;
        this.ttl = ttl;
    }

    @Override
    public @Nullable UV get(UK key) {
        Expiring<UV> seen = see(key);
        return seen == null ? null : seen.value();
    }

    @Override
    public boolean contains(UK key) {
        return see(key) != null;
    }

    /** The entry as it may be seen; removes it when it is over. */
    private @Nullable Expiring<UV> see(UK key) {
        Map<UK, Expiring<UV>> map = cells.get();
        Expiring<UV> found = map == null ? null : map.get(key);
        if (map == null || found == null) {
            return null;
        }
        if (ttl.isOver(found)) {
            map.remove(key);
            return ttl.showsExpired() ? found : null;
        }
        if (ttl.renewsOnRead()) {
            map.put(key, ttl.now(found.value()));
        }
        return found;
    }

    @Override
    public void put(UK key, @Nullable UV value) {
        Map<UK, Expiring<UV>> map = cells.get();
        if (map == null) {
            map = new HashMap<>();
            cells.put(map);
        }
        map.put(key, ttl.now(value));
    }

    @Override
    public void putAll(Map<UK, UV> entries) {
        entries.forEach(this::put);
    }

    @Override
    public void remove(UK key) {
        Map<UK, Expiring<UV>> map = cells.get();
        if (map != null) {
            map.remove(key);
        }
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<UK> keys() {
        return live().stream().map(Map.Entry::getKey).toList();
    }

    @Override
    @SuppressWarnings("NullAway") // Values may be null.
    public Iterable<UV> values() {
        List<UV> values = new ArrayList<>();
        live().forEach(entry -> values.add(entry.getValue()));
        return values;
    }

    @Override
    public Iterator<Map.Entry<UK, UV>> iterator() {
        return live().iterator();
    }

    @Override
    public boolean isEmpty() {
        return live().isEmpty();
    }

    @Override
    public void clear() {
        cells.remove();
    }

    private List<Map.Entry<UK, UV>> live() {
        Map<UK, Expiring<UV>> map = cells.get();
        if (map == null) {
            return List.of();
        }
        List<Map.Entry<UK, UV>> entries = new ArrayList<>();
        for (UK key : new ArrayList<>(map.keySet())) {
            Expiring<UV> seen = see(key);
            if (seen != null) {
                entries.add(new LiveEntry(key, seen.value()));
            }
        }
        return entries;
    }

    /** An entry whose value is written through. */
    private final class LiveEntry implements Map.Entry<UK, UV> {
        private final UK key;
        private @Nullable UV value;

        LiveEntry(UK key, @Nullable UV value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public UK getKey() {
            return key;
        }

        @Override
        @SuppressWarnings("NullAway") // Values may be null.
        public UV getValue() {
            return value;
        }

        @Override
        @SuppressWarnings("NullAway") // Values may be null.
        public UV setValue(UV newValue) {
            UV old = value;
            value = newValue;
            put(key, newValue);
            return old;
        }
    }
}
