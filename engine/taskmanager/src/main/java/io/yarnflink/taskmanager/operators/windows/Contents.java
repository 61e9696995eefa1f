package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.windowing.windows.Window;

/** What a window keeps until it fires, in the namespace that is selected; task thread only. */
interface Contents<T, V, W extends Window> {
    void add(T value, long timestamp) throws Exception;

    /** Hands what is kept to the window's function, if there is anything. */
    void fire(W window, Firing<V, W> firing) throws Exception;

    void clear();

    StateDescriptor<?, ?> descriptor();

    /** Takes a fired window's contents. */
    @FunctionalInterface
    interface Firing<V, W> {
        void fire(W window, Iterable<V> contents) throws Exception;
    }
}
