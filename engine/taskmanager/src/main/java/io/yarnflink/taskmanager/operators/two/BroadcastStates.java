package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.taskmanager.chain.OperatorContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states that a broadcast input changes, as the program declared them; task thread only. */
final class BroadcastStates {
    private final OperatorContext context;
    private final Map<String, MapStateDescriptor<?, ?>> declared = new LinkedHashMap<>();

    BroadcastStates(OperatorContext context, List<MapStateDescriptor<?, ?>> declared) {
        this.context = context;
        declared.forEach(descriptor -> this.declared.put(descriptor.getName(), descriptor));
    }

    <K, V> BroadcastState<K, V> get(MapStateDescriptor<K, V> descriptor) {
        if (!declared.containsKey(descriptor.getName())) {
            throw new IllegalArgumentException("Broadcast state '" + descriptor.getName() + "' is none of "
                    + declared.keySet() + ", which operator '" + context.operatorName()
                    + "' has; name it in broadcast(...) of the broadcast stream");
        }
        try {
            return context.operatorState().getBroadcastState(descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException("Broadcast state '" + descriptor.getName() + "' cannot be restored", e);
        }
    }
}
