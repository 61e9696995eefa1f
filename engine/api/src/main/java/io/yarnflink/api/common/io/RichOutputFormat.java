package io.yarnflink.api.common.io;

import io.yarnflink.api.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** An output format that knows its task. */
public abstract class RichOutputFormat<IT> implements OutputFormat<IT> {
    private transient @Nullable RuntimeContext runtimeContext;

    public void setRuntimeContext(RuntimeContext context) {
        runtimeContext = context;
    }

    public RuntimeContext getRuntimeContext() {
        if (runtimeContext == null) {
            throw new IllegalStateException("The runtime context has not been initialized yet. Try accessing it in one"
                    + " of the other life cycle methods.");
        }
        return runtimeContext;
    }
}
