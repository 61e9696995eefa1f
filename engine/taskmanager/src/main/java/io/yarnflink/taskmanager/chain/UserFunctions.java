package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.DefaultOpenContext;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListCheckpointed;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Opens users' functions, also those in wrappers, has their state written and closes them. */
public final class UserFunctions {
    private static final ListStateDescriptor<byte[]> LIST =
            new ListStateDescriptor<>("list-checkpointed", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private UserFunctions() {}

    public static void open(Function function, OperatorContext context) throws Exception {
        Function inner = WrappedFunction.innermost(function);
        if (inner instanceof RichFunction rich) {
            rich.setRuntimeContext(context);
        }
        if (inner instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(context.initialization());
        }
        if (inner instanceof ListCheckpointed<?> listed) {
            restoreList(listed, context);
        }
        if (inner instanceof RichFunction rich) {
            rich.open(DefaultOpenContext.INSTANCE);
        }
    }

    @SuppressWarnings("unchecked") // The list holds what the function itself gave.
    private static <T extends Serializable> void restoreList(ListCheckpointed<T> function, OperatorContext context)
            throws Exception {
        if (!context.isRestored()) {
            return;
        }
        List<T> elements = new ArrayList<>();
        for (byte[] element : context.operatorState().getListState(LIST).get()) {
            elements.add((T) UserCode.deserialize(element, context.getUserCodeClassLoader(), Serializable.class));
        }
        function.restoreState(elements);
    }

    /** Lets the function put what it has into its states. */
    public static void snapshot(Function function, OperatorContext context, FunctionSnapshotContext checkpoint)
            throws Exception {
        Function inner = WrappedFunction.innermost(function);
        if (inner instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(checkpoint);
        }
        if (inner instanceof ListCheckpointed<?> listed) {
            List<byte[]> elements = new ArrayList<>();
            for (Serializable element :
                    listed.snapshotState(checkpoint.getCheckpointId(), checkpoint.getCheckpointTimestamp())) {
                elements.add(UserCode.serialize(element, "An element of snapshotState"));
            }
            context.operatorState().getListState(LIST).update(elements);
        }
    }

    public static void completed(Function function, long checkpointId) throws Exception {
        if (WrappedFunction.innermost(function) instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    public static void aborted(Function function, long checkpointId) throws Exception {
        if (WrappedFunction.innermost(function) instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    public static void close(Function function) throws Exception {
        if (WrappedFunction.innermost(function) instanceof RichFunction rich) {
            rich.close();
        }
    }
}
