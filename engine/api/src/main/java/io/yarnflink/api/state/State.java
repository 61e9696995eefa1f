package io.yarnflink.api.state;

/** State of the current key. */
public interface State {
    /** Removes the current key's value. */
    void clear();
}
