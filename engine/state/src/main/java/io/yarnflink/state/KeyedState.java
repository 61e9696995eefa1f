package io.yarnflink.state;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator in one subtask, on the heap; task thread only. */
public final class KeyedState<K> {
    private final KeyGroupRange range;
    private final int maxParallelism;
    private final TypeSerializer<K> keySerializer;
    private final Map<String, Registered> states = new LinkedHashMap<>();
    private @Nullable K currentKey;
    private int currentHash;
    private int currentGroup;

    private record Registered(TypeInformation<?> type, HeapValueState<?, ?> state) {}

    public KeyedState(KeyGroupRange range, int maxParallelism, TypeSerializer<K> keySerializer) {
        this.range = range;
        this.maxParallelism = maxParallelism;
        this.keySerializer = keySerializer;
    }

    /** From now on all states show the values of {@code key}, whose {@link KeyGroups#hash} is {@code hash}. */
    public void setCurrentKey(K key, int hash) {
        int group = KeyGroups.keyGroup(hash, maxParallelism);
        if (!range.contains(group)) {
            throw new IllegalStateException("Key '" + key + "' belongs to key group " + group
                    + ", but this subtask owns key groups " + range
                    + ". Does the key selector give the same key for the same value every time?");
        }
        currentKey = key;
        currentHash = hash;
        currentGroup = group;
    }

    public K currentKey() {
        if (currentKey == null) {
            throw new IllegalStateException(
                    "Keyed state was used without a current key; it is there only while a record or timer is processed");
        }
        return currentKey;
    }

    /** The current key in a form that may be kept. */
    public K ownedCurrentKey() {
        return keySerializer.copy(currentKey());
    }

    public int currentHash() {
        return currentHash;
    }

    /** The current key's group, counted from the first of this subtask. */
    int currentGroupOffset() {
        return currentGroup - range.first();
    }

    int groups() {
        return range.size();
    }

    /** The state with the descriptor's name, which is made when it is first asked for. Values are live references. */
    @SuppressWarnings("unchecked") // Equal type information means the same value type.
    public <V> ValueState<V> valueState(ValueStateDescriptor<V> descriptor) {
        Registered known = states.get(descriptor.getName());
        if (known != null && !known.type().equals(descriptor.getTypeInformation())) {
            throw new IllegalStateException("State '" + descriptor.getName() + "' has values of " + known.type()
                    + " and was asked for again with values of " + descriptor.getTypeInformation()
                    + "; names are unique within an operator");
        }
        if (known == null) {
            known = new Registered(descriptor.getTypeInformation(), new HeapValueState<K, V>(this));
            states.put(descriptor.getName(), known);
        }
        return (ValueState<V>) known.state();
    }

    /** How many values all states hold. */
    public long size() {
        return states.values().stream()
                .mapToLong(registered -> registered.state().size())
                .sum();
    }
}
