package io.yarnflink.api.functions;

import io.yarnflink.api.configuration.Configuration;

/** A function with a life cycle and access to its runtime. */
public interface RichFunction extends Function {
    /** Called once per subtask before the first record; a function overrides this method or the other one. */
    default void open(OpenContext openContext) throws Exception {
        open(
                openContext instanceof WithConfigurationOpenContext configured
                        ? configured.getConfiguration()
                        : new Configuration());
    }

    @Deprecated
    default void open(Configuration parameters) throws Exception {}

    /** Called once per subtask after the last record, also after a failure. */
    void close() throws Exception;

    RuntimeContext getRuntimeContext();

    void setRuntimeContext(RuntimeContext context);
}
