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
    private final boolean valuesChange;

    /** {@code valuesChange}: whether who is given a value can change it. */
    ExpiringMapState(Cells<Map<UK, Expiring<UV>>> cells, TimeToLive ttl, boolean valuesChange) {
        this.cells = cells;
        this.ttl = ttl;
        this.valuesChange = valuesChange;
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
        Map<UK, Expiring<UV>> map = valuesChange || ttl.renewsOnRead() ? cells.get() : cells.peek();
        Expiring<UV> found = map == null ? null : map.get(key);
        if (map == null || found == null) {
            return null;
        }
        if (ttl.isOver(found)) {
            remove(key);
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
            if (!cells.keepsNothingOfEmpty() && map.isEmpty()) {
                cells.remove();
            }
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
        return live(1).isEmpty();
    }

    @Override
    public void clear() {
        cells.remove();
    }

    private List<Map.Entry<UK, UV>> live() {
        return live(Integer.MAX_VALUE);
    }

    /** At most as many entries that may be seen; removes those that are over. */
    private List<Map.Entry<UK, UV>> live(int most) {
        Map<UK, Expiring<UV>> map = cells.get();
        if (map == null) {
            return List.of();
        }
        List<Map.Entry<UK, UV>> entries = new ArrayList<>();
        List<UK> over = new ArrayList<>();
        List<Map.Entry<UK, UV>> renewed = new ArrayList<>();
        for (Map.Entry<UK, Expiring<UV>> each : map.entrySet()) {
            LiveEntry entry = new LiveEntry(each.getKey(), each.getValue().value());
            boolean isOver = ttl.isOver(each.getValue());
            if (isOver) {
                over.add(each.getKey());
            } else if (ttl.renewsOnRead()) {
                renewed.add(entry);
            }
            if (!isOver || ttl.showsExpired()) {
                entries.add(entry);
            }
            if (entries.size() == most) {
                break;
            }
        }
        renewed.forEach(entry -> map.put(entry.getKey(), ttl.now(entry.getValue())));
        over.forEach(this::remove);
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
