package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.DefaultOpenContext;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.state.CheckpointedFunction;

/** Opens and closes users' functions, also those in wrappers. */
public final class UserFunctions {
    private UserFunctions() {}

    public static void open(Function function, OperatorContext context) throws Exception {
        Function inner = WrappedFunction.innermost(function);
        if (inner instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
        if (inner instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(context.initialization());
        }
        if (inner instanceof RichFunction rich) {
            rich.open(DefaultOpenContext.INSTANCE);
        }
    }

    public static void close(Function function) throws Exception {
        if (WrappedFunction.innermost(function) instanceof RichFunction rich) {
            rich.close();
        }
    }
}
