package io.yarnflink.state;

import io.yarnflink.api.state.ListState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list per key. */
final class HeapListState<E> implements ListState<E>, Mergeable<List<E>> {
    private final Cells<List<E>> cells;

    HeapListState(Cells<List<E>> cells) {
        this.cells = cells;
    }

    @Override
    public Iterable<E> get() {
        List<E> list = cells.get();
        return list == null ? Collections.emptyList() : list;
    }

    @Override
    public void add(E value) {
        Lists.checkElement(value);
        List<E> list = cells.get();
        if (list == null) {
            list = new ArrayList<>();
            cells.put(list);
        }
        list.add(value);
    }

    @Override
    public void update(List<E> values) {
        Lists.checkElements(values);
        if (values.isEmpty()) {
            cells.remove();
        } else {
            cells.put(new ArrayList<>(values));
        }
    }

    @Override
    public void addAll(List<E> values) {
        Lists.checkElements(values);
        // The values may be this very list, which is handed out.
        List.copyOf(values).forEach(this::add);
    }

    @Override
    public void clear() {
        cells.remove();
    }

    @Override
    public Cells<List<E>> cells() {
        return cells;
    }

    @Override
    public List<E> merged(List<E> one, List<E> other) {
        one.addAll(other);
        return one;
    }
}
