package io.yarnflink.state;

import org.jspecify.annotations.Nullable;

/** Cells whose values end some time after they were touched. */
final class ExpiringCells<V> implements Cells<V> {
    private final Cells<Expiring<V>> cells;
    private final TimeToLive ttl;

    ExpiringCells(Cells<Expiring<V>> cells, TimeToLive ttl) {
        this.cells = cells;
        this.ttl = ttl;
    }

    @Override
    public @Nullable V get() {
        Expiring<V> found = cells.get();
        if (found == null) {
            return null;
        }
        if (ttl.isOver(found)) {
            cells.remove();
            return ttl.showsExpired() ? found.value() : null;
        }
        if (ttl.renewsOnRead()) {
            cells.put(ttl.now(found.value()));
        }
        return found.value();
    }

    @Override
    public void put(V value) {
        cells.put(ttl.now(value));
    }

    @Override
    public void remove() {
        cells.remove();
    }
}
