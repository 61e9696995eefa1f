package io.yarnflink.api.operators;

/** Called when timers fire; their key is the current one then. */
public interface Triggerable<K, N> {
    void onEventTime(InternalTimer<K, N> timer) throws Exception;

    void onProcessingTime(InternalTimer<K, N> timer) throws Exception;
}
