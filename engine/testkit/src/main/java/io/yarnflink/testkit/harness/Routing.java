package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.state.KeyGroups;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which subtasks get a record, as the partitioners of a job would have it. */
final class Routing {
    private final OperatorDescriptor descriptor;
    private int next;

    Routing(OperatorDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** The first of the subtasks that get it, and whether all of them do. */
    List<Integer> targets(Script.Put put, int parallelism, int maxParallelism) throws Exception {
        KeySelector<Object, ?> keys = keysOf(put.input());
        if (keys != null) {
            int keyGroup = KeyGroups.keyGroup(KeyGroups.hash(keys.getKey(put.value())), maxParallelism);
            return List.of(KeyGroups.subtask(keyGroup, parallelism, maxParallelism));
        }
        if (isBroadcast(put.input())) {
            return IntStream.range(0, parallelism).boxed().toList();
        }
        next = (next + 1) % parallelism;
        return List.of(next);
    }

    /** The hash of the record's key; 0 when it has none. */
    int hash(Script.Put put) throws Exception {
        KeySelector<Object, ?> keys = keysOf(put.input());
        return keys == null ? 0 : KeyGroups.hash(keys.getKey(put.value()));
    }

    boolean isKeyed(int input) {
        return keysOf(input) != null;
    }

    private boolean isBroadcast(int input) {
        return input == 1
                && (descriptor instanceof OperatorDescriptor.BroadcastProcess
                        || descriptor instanceof OperatorDescriptor.KeyedBroadcastProcess);
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private @Nullable KeySelector<Object, ?> keysOf(int input) {
        Keying<?, ?> keying = null;
        if (descriptor instanceof OperatorDescriptor.OnKeyed<?, ?> keyed) {
            keying = keyed.keying();
        } else if (descriptor instanceof OperatorDescriptor.OnTwoInputs<?, ?> two && two.keying() != null) {
            keying = input == 0 ? two.keying().first() : two.keying().second();
        } else if (descriptor instanceof OperatorDescriptor.KeyedBroadcastProcess<?, ?, ?, ?> broadcast && input == 0) {
            keying = broadcast.keying();
        }
        return keying == null ? null : (KeySelector<Object, ?>) keying.selector();
    }
}
