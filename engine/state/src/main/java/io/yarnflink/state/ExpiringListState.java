package io.yarnflink.state;

import io.yarnflink.api.state.ListState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list per key whose elements end one by one. */
final class ExpiringListState<E> implements ListState<E>, Mergeable<List<Expiring<E>>> {
    private final Cells<List<Expiring<E>>> cells;
    private final TimeToLive ttl;

    ExpiringListState(Cells<List<Expiring<E>>> cells, TimeToLive ttl) {
        this.cells = cells;
        this.ttl = ttl;
    }

    @Override
    @SuppressWarnings("NullAway") // Elements are never null.
    public Iterable<E> get() {
        List<Expiring<E>> list = cells.get();
        if (list == null) {
            return Collections.emptyList();
        }
        List<E> shown = new ArrayList<>(list.size());
        List<Expiring<E>> live = new ArrayList<>(list.size());
        for (Expiring<E> element : list) {
            boolean over = ttl.isOver(element);
            if (!over) {
                live.add(ttl.renewsOnRead() ? ttl.now(element.value()) : element);
            }
            if (!over || ttl.showsExpired()) {
                shown.add(element.value());
            }
        }
        if (ttl.renewsOnRead() || live.size() < list.size()) {
            keep(live);
        }
        return shown;
    }

    @Override
    public void add(E value) {
        Lists.checkElement(value);
        List<Expiring<E>> list = cells.get();
        if (list == null) {
            list = new ArrayList<>();
            cells.put(list);
        }
        list.add(ttl.now(value));
    }

    @Override
    public void update(List<E> values) {
        Lists.checkElements(values);
        List<Expiring<E>> list = new ArrayList<>(values.size());
        values.forEach(value -> list.add(ttl.now(value)));
        keep(list);
    }

    @Override
    public void addAll(List<E> values) {
        Lists.checkElements(values);
        values.forEach(this::add);
    }

    @Override
    public void clear() {
        cells.remove();
    }

    private void keep(List<Expiring<E>> list) {
        if (list.isEmpty()) {
            cells.remove();
        } else {
            cells.put(list);
        }
    }

    @Override
    public Cells<List<Expiring<E>>> cells() {
        return cells;
    }

    @Override
    public List<Expiring<E>> merged(List<Expiring<E>> one, List<Expiring<E>> other) {
        one.addAll(other);
        return one;
    }
}
