package io.yarnflink.api.state;

import io.yarnflink.api.configuration.Configuration;
import java.io.Serializable;

/** Where a program wants its keyed state to be kept; the same as setting {@code state.backend.type}. */
public sealed interface StateBackend extends Serializable permits HashMapStateBackend, EmbeddedRocksDBStateBackend {
    /** What {@code state.backend.type} calls it. */
    String getName();

    /** What it means as settings of a job. */
    Configuration settings();
}
