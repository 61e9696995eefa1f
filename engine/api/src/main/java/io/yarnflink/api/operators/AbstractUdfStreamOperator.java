package io.yarnflink.api.operators;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.StateSnapshotContext;

/** An operator around a function, which it opens, closes and has snapshot. */
public abstract class AbstractUdfStreamOperator<OUT, F extends Function> extends AbstractStreamOperator<OUT> {
    /** The function. */
    protected final F userFunction;

    protected AbstractUdfStreamOperator(F userFunction) {
        this.userFunction = requireNonNull(userFunction, "function is null");
    }

    protected AbstractUdfStreamOperator(StreamOperatorParameters<OUT> parameters, F userFunction) {
        super(parameters);
        this.userFunction = requireNonNull(userFunction, "function is null");
    }

    public F getUserFunction() {
        return userFunction;
    }

    @Override
    public void open() throws Exception {
        super.open();
        parameters().openFunction(userFunction);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        parameters().snapshotFunction(userFunction, context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (userFunction instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        super.notifyCheckpointAborted(checkpointId);
        if (userFunction instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    @Override
    public void close() throws Exception {
        super.close();
        parameters().closeFunction(userFunction);
    }
}
