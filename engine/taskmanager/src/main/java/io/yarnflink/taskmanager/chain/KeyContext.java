package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.state.VoidNamespaceSerializer;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyedState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keyed state and the timers of one operator; task thread only. */
public final class KeyContext<K> {
    private final KeyedState<K> state;
    private final Clock clock;
    private final boolean batch;
    private final Map<String, Timers<K, ?>> timers = new LinkedHashMap<>();

    /** {@code batch}: time passes only at the end of the input. */
    KeyContext(KeyedState<K> state, Clock clock, boolean batch) {
        this.batch = batch;
        this.state = state;
        this.clock = clock;
    }

    public KeyedState<K> state() {
        return state;
    }

    /** The timers of that name, made when they are first asked for. */
    @SuppressWarnings("unchecked") // An operator asks for each name with one type.
    public <N> Timers<K, N> timers(String name, TypeSerializer<N> namespaceSerializer) {
        return (Timers<K, N>)
                timers.computeIfAbsent(name, absent -> new Timers<>(state, name, namespaceSerializer, clock, batch));
    }

    /** All timers, of any name. */
    public Collection<Timers<K, ?>> allTimers() {
        return timers.values();
    }

    public Timers<K, VoidNamespace> timers() {
        return timers("user-timers", VoidNamespaceSerializer.INSTANCE);
    }
}
