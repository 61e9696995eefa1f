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
    private final boolean valuesChange;

    /** {@code valuesChange}: whether who is given a value can change it. */
    HeapMapState(Cells<Map<UK, UV>> cells, boolean valuesChange) {
        this.cells = cells;
        this.valuesChange = valuesChange;
    }

    @Override
    public @Nullable UV get(UK key) {
        return (valuesChange ? map() : seen()).get(key);
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
        return seen().containsKey(key);
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
        return seen().isEmpty();
    }

    @Override
    public void clear() {
        cells.remove();
    }

    private Map<UK, UV> map() {
        return present(cells.get());
    }

    /** To be looked at: it does not count as changed. */
    private Map<UK, UV> seen() {
        return present(cells.peek());
    }

    private static <UK, UV> Map<UK, UV> present(@Nullable Map<UK, UV> map) {
        return map == null ? Collections.emptyMap() : map;
    }
}
