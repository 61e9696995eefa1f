package io.yarnflink.state;

import io.yarnflink.api.state.MapState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
            remove(map, key);
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
            remove(map, key);
        }
    }

    private void remove(Map<UK, Expiring<UV>> map, UK key) {
        map.remove(key);
        if (!cells.keepsNothingOfEmpty() && map.isEmpty()) {
            cells.remove();
        }
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<UK> keys() {
        return () -> new LiveIterator<>(live().iterator(), Map.Entry::getKey);
    }

    @Override
    public Iterable<UV> values() {
        return () -> new LiveIterator<>(live().iterator(), Map.Entry::getValue);
    }

    @Override
    public Iterator<Map.Entry<UK, UV>> iterator() {
        return new LiveIterator<>(live().iterator(), entry -> entry);
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

    /** Goes over what was live when it was made; what it removes is removed from the state. */
    private final class LiveIterator<E> implements Iterator<E> {
        private final Iterator<Map.Entry<UK, UV>> entries;
        private final Function<Map.Entry<UK, UV>, E> view;
        private Map.@Nullable Entry<UK, UV> last;

        LiveIterator(Iterator<Map.Entry<UK, UV>> entries, Function<Map.Entry<UK, UV>, E> view) {
            this.entries = entries;
            this.view = view;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public E next() {
            Map.Entry<UK, UV> next = entries.next();
            last = next;
            return view.apply(next);
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("next() was not called since the last remove()");
            }
            ExpiringMapState.this.remove(last.getKey());
            last = null;
        }
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
