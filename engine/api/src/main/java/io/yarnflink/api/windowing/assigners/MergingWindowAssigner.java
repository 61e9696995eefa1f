package io.yarnflink.api.windowing.assigners;

import io.yarnflink.api.windowing.windows.Window;
import java.util.Collection;

/** An assigner whose windows may grow together. */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {
    /** Tells {@code callback} which of {@code windows} become one. */
    public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

    /** Hears of merges. */
    public interface MergeCallback<W> {
        void merge(Collection<W> toBeMerged, W mergeResult);
    }
}
