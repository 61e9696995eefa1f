package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.state.MapState;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import io.yarnflink.api.windowing.windows.Window;
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
 * one stays where it is and takes in the others'. Kept in keyed state, so that it outlives the task.
 */
final class MergingWindows<W extends Window> {
    private final MergingWindowAssigner<?, W> assigner;
    private final MapState<W, W> stateWindows;

    MergingWindows(MergingWindowAssigner<?, W> assigner, MapState<W, W> stateWindows) {
        this.assigner = assigner;
        this.stateWindows = stateWindows;
    }

    /** Hears that {@code merged} became {@code result}, whose state is in {@code stateResult}. */
    interface Listener<W> {
        void merge(W result, Collection<W> merged, W stateResult, Collection<W> stateMerged) throws Exception;
    }

    /** The namespace that holds the state of a live window; null when the window is not live. */
    @Nullable
    W stateWindow(W window) throws Exception {
        return stateWindows.get(window);
    }

    void retire(W window) throws Exception {
        stateWindows.remove(window);
    }

    /** Adds a window and gives the one that it became part of, which may be itself. */
    W add(W added, Listener<W> listener) throws Exception {
        Set<W> windows = new LinkedHashSet<>();
        stateWindows.keys().forEach(windows::add);
        windows.add(added);
        Map<W, List<W>> merges = new LinkedHashMap<>();
        assigner.mergeWindows(windows, (toBeMerged, result) -> merges.put(result, new ArrayList<>(toBeMerged)));
        W became = added;
        for (Map.Entry<W, List<W>> merge : merges.entrySet()) {
            if (merge.getValue().contains(added)) {
                became = merge.getKey();
            }
            merge(merge.getKey(), merge.getValue(), listener);
        }
        if (became.equals(added) && stateWindows.get(added) == null) {
            stateWindows.put(added, added);
        }
        return became;
    }

    private void merge(W result, List<W> parts, Listener<W> listener) throws Exception {
        List<W> live = new ArrayList<>();
        List<W> states = new ArrayList<>();
        for (W part : parts) {
            W state = stateWindows.get(part);
            if (state != null) {
                live.add(part);
                states.add(state);
            }
        }
        if (live.isEmpty()) {
            stateWindows.put(result, result);
            return;
        }
        W kept = states.remove(0);
        for (W part : live) {
            stateWindows.remove(part);
        }
        stateWindows.put(result, kept);
        // A live window that took in only the new one is as it was.
        if (!(live.size() == 1 && live.get(0).equals(result))) {
            listener.merge(result, live, kept, states);
        }
    }
}
