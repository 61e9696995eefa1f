package io.yarnflink.taskmanager.output;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import java.util.List;

/** To the owner of the key's group; the key's hash goes along, so that it is computed once. */
final class KeyGroupChannel<T> extends ExchangeOutput<T> {
    /** The operator whose records are keyed is not to blame for the keys. */
    private final String keyingName;

    private final KeySelector<T, ?> selector;
    private final int maxParallelism;
    private final int[] channelOfKeyGroup;

    KeyGroupChannel(
            String operatorName, List<OutputChannel<?>> channels, KeySelector<T, ?> selector, int[] channelOfKeyGroup) {
        super(operatorName, channels);
        keyingName = "keyBy after " + operatorName;
        this.selector = selector;
        this.channelOfKeyGroup = channelOfKeyGroup.clone();
        maxParallelism = channelOfKeyGroup.length;
    }

    @Override
    public void process(T value, long timestamp) {
        int hash;
        try {
            Object key = selector.getKey(value);
            if (key == null) {
                throw new NullPointerException(
                        "The key selector returned null for the record '" + value + "'; keys must not be null");
            }
            hash = KeyGroups.hash(key);
        } catch (Throwable e) {
            throw new OperatorException(keyingName, FailureKind.USER_CODE, e);
        }
        write(channelOfKeyGroup[KeyGroups.keyGroup(hash, maxParallelism)], value, timestamp, hash);
    }
}
