package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.exchange.RecordBatch;

/** An operator that handles each record in the context of its key. */
abstract class KeyedOperator<F extends Function, K, I, O> extends FunctionOperator<F, I, O> {
    private final KeySelector<I, K> selector;
    final KeyedState<K> state;
    final KeyGroupRange keyGroups;
    final int maxParallelism;

    KeyedOperator(OperatorContext context, Input<O> output, F function, Keying<I, K> keying) {
        super(context, output, function);
        TaskInfo task = context.getTaskInfo();
        selector = keying.selector();
        maxParallelism = task.getMaxNumberOfParallelSubtasks();
        keyGroups = KeyGroups.rangeOf(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), maxParallelism);
        state = new KeyedState<>(
                keyGroups,
                maxParallelism,
                keying.keyType().createSerializer(context.environment().executionConfig()));
        context.useKeyedState(state);
    }

    /** Processes a record whose key is the current one. */
    abstract void processOfKey(I value, long timestamp);

    @Override
    public final void process(I value, long timestamp) {
        K key = keyOf(value);
        state.setCurrentKey(key, hashOf(key));
        processOfKey(value, timestamp);
    }

    private int hashOf(K key) {
        try {
            return KeyGroups.hash(key);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // The job graph connects outputs with inputs of their type.
    public final void batch(RecordBatch batch) {
        if (!batch.isKeyed()) {
            super.batch(batch);
            return;
        }
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            I value = (I) batch.value(i);
            // The producer hashed the key to route the record.
            state.setCurrentKey(keyOf(value), batch.keyHash(i));
            processOfKey(value, batch.timestamp(i));
        }
    }

    private K keyOf(I value) {
        try {
            return selector.getKey(value);
        } catch (Throwable e) {
            throw failed(e);
        }
    }
}
