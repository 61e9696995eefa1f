package io.yarnflink.api.functions;

import io.yarnflink.api.configuration.Configuration;
import java.util.Objects;

/** Knows a configuration, which functions of release 1 get when they open. */
public class WithConfigurationOpenContext implements OpenContext {
    private final Configuration configuration;

    public WithConfigurationOpenContext(Configuration configuration) {
        this.configuration = Objects.requireNonNull(configuration, "configuration is null");
    }

    public Configuration getConfiguration() {
        return configuration;
    }
}
