package io.yarnflink.api.configuration;

import java.util.Optional;

/** Settings that are only read. */
public interface ReadableConfig {
    /** The value, or else the default; fails when there is neither. */
    <T> T get(ConfigOption<T> option);

    <T> Optional<T> getOptional(ConfigOption<T> option);
}
