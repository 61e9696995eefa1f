package io.yarnflink.state;

import io.yarnflink.api.state.MapState;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map per key. */
final class HeapMapState<UK, UV> implements MapState<UK, UV> {
    private final Cells<Map<UK, UV>> cells;

    HeapMapState(Cells<Map<UK, UV>> cells) {
        this.cells = cells;
    }

    @Override
    public @Nullable UV get(UK key) {
        return map().get(key);
    }

    @Override
    @SuppressWarnings("NullAway") // Values may be null.
    public void put(UK key, @Nullable UV value) {
        Map<UK, UV> map = cells.get();
        if (map == null) {
            map = new HashMap<>();
            cells.put(map);
        }
        map.put(key, value);
    }

    @Override
    public void putAll(Map<UK, UV> entries) {
        entries.forEach(this::put);
    }

    @Override
    public void remove(UK key) {
        Map<UK, UV> map = cells.get();
        if (map != null) {
            map.remove(key);
            if (!cells.keepsNothingOfEmpty() && map.isEmpty()) {
                cells.remove();
            }
        }
    }

    @Override
    public boolean contains(UK key) {
        return map().containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<UK> keys() {
        return map().keySet();
    }

    @Override
    public Iterable<UV> values() {
        return map().values();
    }

    @Override
    public Iterator<Map.Entry<UK, UV>> iterator() {
        return map().entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
        return map().isEmpty();
    }

    @Override
    public void clear() {
        cells.remove();
    }

    private Map<UK, UV> map() {
        Map<UK, UV> map = cells.get();
        return map == null ? Collections.emptyMap() : map;
    }
}
