package io.yarnflink.api.state;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;

/** Keeps keyed state as objects on the heap. */
public final class HashMapStateBackend implements StateBackend {
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return StateBackendOptions.HASHMAP;
    }

    @Override
    public Configuration settings() {
        return new Configuration().set(StateBackendOptions.STATE_BACKEND, getName());
    }

    @Override
    public String toString() {
        return "HashMapStateBackend";
    }
}
