package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.accumulators.Accumulator;
import io.yarnflink.api.spi.FinalAccumulators;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The accumulators of one operator in one subtask; task thread only. */
final class Accumulators {
    private final String operatorName;
    private final Map<String, Accumulator<?, ?>> byName = new TreeMap<>();

    Accumulators(String operatorName) {
        this.operatorName = operatorName;
    }

    void add(String name, Accumulator<?, ?> accumulator) {
        Accumulator<?, ?> known = byName.putIfAbsent(name, accumulator);
        if (known != null) {
            throw new IllegalStateException("Operator '" + operatorName + "' has an accumulator '" + name
                    + "' already, a " + known.getClass().getName() + "; give the "
                    + accumulator.getClass().getName() + " another name");
        }
    }

    @Nullable
    Accumulator<?, ?> get(String name) {
        return byName.get(name);
    }

    /** The accumulator of that name, made if there is none. */
    <A extends Accumulator<?, ?>> A getOrAdd(String name, Class<A> type, Supplier<A> first) {
        Accumulator<?, ?> accumulator = byName.computeIfAbsent(name, absent -> first.get());
        if (!type.isInstance(accumulator)) {
            throw new IllegalStateException("Accumulator '" + name + "' of operator '" + operatorName + "' is a "
                    + accumulator.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(accumulator);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    List<FinalAccumulators.Owned> all() {
        return byName.entrySet().stream()
                .map(entry -> new FinalAccumulators.Owned(operatorName, entry.getKey(), entry.getValue()))
                .toList();
    }
}
