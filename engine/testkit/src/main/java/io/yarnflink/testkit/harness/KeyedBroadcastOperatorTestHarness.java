package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import java.util.List;

/** Runs an operator over a stream with keys and a broadcast one. */
public class KeyedBroadcastOperatorTestHarness<K, IN1, IN2, OUT> extends BroadcastOperatorTestHarness<IN1, IN2, OUT> {
    public KeyedBroadcastOperatorTestHarness(
            KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
            Keying<IN1, K> keying,
            List<MapStateDescriptor<?, ?>> broadcastStates,
            int maxParallelism,
            int parallelism,
            int subtaskIndex) {
        super(
                TestedOperator.of(new OperatorDescriptor.KeyedBroadcastProcess<>(function, keying, broadcastStates)),
                maxParallelism,
                parallelism,
                subtaskIndex);
    }
}
