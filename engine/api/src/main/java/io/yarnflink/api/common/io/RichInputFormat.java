package io.yarnflink.api.common.io;

import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.io.InputSplit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An input format that knows its task. */
public abstract class RichInputFormat<OT, T extends InputSplit> implements InputFormat<OT, T> {
    private transient @Nullable RuntimeContext runtimeContext;

    public void setRuntimeContext(RuntimeContext context) {
        runtimeContext = context;
    }

    public RuntimeContext getRuntimeContext() {
        if (runtimeContext == null) {
            throw new IllegalStateException(
                    "The runtime context is there where records are read, from openInputFormat()"
                            + " on, and not where splits are made.");
        }
        return runtimeContext;
    }

    /** Called in each subtask before its first split. */
    public void openInputFormat() throws IOException {}

    /** Called in each subtask after its last split. */
    public void closeInputFormat() throws IOException {}
}
