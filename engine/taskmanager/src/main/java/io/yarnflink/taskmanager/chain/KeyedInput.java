package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** Makes each record's key the current one before the operator gets the record; task thread only. */
public final class KeyedInput<T, K> extends Input<T> {
    private final OperatorContext context;
    private final KeySelector<T, K> selector;
    private final KeyedState<K> state;
    private final Input<T> next;

    public KeyedInput(OperatorContext context, KeySelector<T, K> selector, KeyedState<K> state, Input<T> next) {
        this.context = context;
        this.selector = selector;
        this.state = state;
        this.next = next;
    }

    @Override
    public void process(T value, long timestamp) {
        K key = keyOf(value);
        state.setCurrentKey(key, hashOf(key));
        next.process(value, timestamp);
    }

    private int hashOf(K key) {
        try {
            return KeyGroups.hash(key);
        } catch (Throwable e) {
            throw new OperatorException(context.operatorName(), FailureKind.USER_CODE, e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // The job graph connects outputs with inputs of their type.
    public void batch(RecordBatch batch) {
        if (!batch.isKeyed()) {
            super.batch(batch);
            return;
        }
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            T value = (T) batch.value(i);
            // The producer hashed the key to route the record.
            state.setCurrentKey(keyOf(value), batch.keyHash(i));
            next.process(value, batch.timestamp(i));
        }
    }

    private K keyOf(T value) {
        try {
            K key = selector.getKey(value);
            if (key == null) {
                throw new NullPointerException(
                        "The key selector returned null for the record '" + value + "'; keys must not be null");
            }
            return key;
        } catch (Throwable e) {
            throw new OperatorException(context.operatorName(), FailureKind.USER_CODE, e);
        }
    }

    @Override
    public void watermark(long timestamp) {
        next.watermark(timestamp);
    }

    @Override
    public void status(WatermarkStatus status) {
        next.status(status);
    }

    @Override
    public void endOfInput() {
        next.endOfInput();
    }
}
