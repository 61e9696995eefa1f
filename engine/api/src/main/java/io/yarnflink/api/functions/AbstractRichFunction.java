package io.yarnflink.api.functions;

import org.jspecify.annotations.Nullable;

/** Holds the runtime context for rich functions. */
public abstract class AbstractRichFunction implements RichFunction {
    private transient @Nullable RuntimeContext runtimeContext;

    @Override
    public void close() throws Exception {}

    @Override
    public RuntimeContext getRuntimeContext() {
        if (runtimeContext == null) {
            throw new IllegalStateException("The runtime context is there only between open() and close()");
        }
        return runtimeContext;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        runtimeContext = context;
    }
}
