package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.state.VoidNamespaceSerializer;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.MapSerializer;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.KeyedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key's live windows that may merge, each with the namespace that holds its state: when windows merge, the state of
 * one stays where it is and takes in the others'. Kept in keyed state, so that it outlives the task; in one value for
 * each key, because each record needs all of them and most change one.
 */
final class MergingWindows<W extends Window> {
    private static final String NAME = "merging-windows";

    private final MergingWindowAssigner<?, W> assigner;
    private final ValueState<Map<W, W>> stateWindows;

    MergingWindows(MergingWindowAssigner<?, W> assigner, ValueState<Map<W, W>> stateWindows) {
        this.assigner = assigner;
        this.stateWindows = stateWindows;
    }

    /** What {@code keyed} has of them; restored from map state, too, as which they were kept before. */
    static <W extends Window> ValueState<Map<W, W>> state(KeyedState<?> keyed, TypeSerializer<W> windows) {
        return keyed.scope(NAME, VoidNamespaceSerializer.INSTANCE, VoidNamespace.INSTANCE)
                .getState(new ValueStateDescriptor<>(NAME, new MapSerializer<>(windows, windows)));
    }

    /** Hears that {@code merged} became {@code result}, whose state is in {@code stateResult}. */
    interface Listener<W> {
        void merge(W result, Collection<W> merged, W stateResult, Collection<W> stateMerged) throws Exception;
    }

    private Map<W, W> live() throws Exception {
        Map<W, W> live = stateWindows.value();
        return live == null ? new LinkedHashMap<>() : live;
    }

    private void keep(Map<W, W> live) throws Exception {
        stateWindows.update(live.isEmpty() ? null : live);
    }

    /** The namespace that holds the state of a live window; null when the window is not live. */
    @Nullable
    W stateWindow(W window) throws Exception {
        return live().get(window);
    }

    void retire(W window) throws Exception {
        Map<W, W> live = live();
        live.remove(window);
        keep(live);
    }

    /** Adds a window and gives the one that it became part of, which may be itself. */
    W add(W added, Listener<W> listener) throws Exception {
        Map<W, W> live = live();
        Set<W> windows = new LinkedHashSet<>(live.keySet());
        windows.add(added);
        Map<W, List<W>> merges = new LinkedHashMap<>();
        assigner.mergeWindows(windows, (toBeMerged, result) -> merges.put(result, new ArrayList<>(toBeMerged)));
        W became = added;
        for (Map.Entry<W, List<W>> merge : merges.entrySet()) {
            if (merge.getValue().contains(added)) {
                became = merge.getKey();
            }
            merge(live, merge.getKey(), merge.getValue(), listener);
        }
        if (became.equals(added)) {
            live.putIfAbsent(added, added);
        }
        keep(live);
        return became;
    }

    private void merge(Map<W, W> live, W result, List<W> parts, Listener<W> listener) throws Exception {
        List<W> merged = new ArrayList<>();
        List<W> states = new ArrayList<>();
        for (W part : parts) {
            W state = live.remove(part);
            if (state != null) {
                merged.add(part);
                states.add(state);
            }
        }
        W kept = states.isEmpty() ? result : states.remove(0);
        live.put(result, kept);
        boolean isNew = merged.isEmpty();
        boolean isAsBefore = merged.size() == 1 && merged.get(0).equals(result);
        if (!isNew && !isAsBefore) {
            listener.merge(result, merged, kept, states);
        }
    }
}
