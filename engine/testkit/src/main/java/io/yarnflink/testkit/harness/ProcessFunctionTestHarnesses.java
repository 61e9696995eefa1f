package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.testkit.harness.operators.CoProcessOperator;
import io.yarnflink.testkit.harness.operators.KeyedCoProcessOperator;
import io.yarnflink.testkit.harness.operators.KeyedProcessOperator;
import io.yarnflink.testkit.harness.operators.ProcessOperator;
import java.util.List;

/** Harnesses of process functions, open already. */
public final class ProcessFunctionTestHarnesses {
    private ProcessFunctionTestHarnesses() {}

    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> forProcessFunction(
            ProcessFunction<IN, OUT> function) throws Exception {
        return opened(new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function)));
    }

    public static <K, IN, OUT> KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> forKeyedProcessFunction(
            KeyedProcessFunction<K, IN, OUT> function, KeySelector<IN, K> keySelector, TypeInformation<K> keyType)
            throws Exception {
        return opened(new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), keySelector, keyType));
    }

    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forCoProcessFunction(
            CoProcessFunction<IN1, IN2, OUT> function) throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(new CoProcessOperator<>(function)));
    }

    public static <K, IN1, IN2, OUT> KeyedTwoInputStreamOperatorTestHarness<K, IN1, IN2, OUT> forKeyedCoProcessFunction(
            KeyedCoProcessFunction<K, IN1, IN2, OUT> function,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            TypeInformation<K> keyType)
            throws Exception {
        return opened(new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(function), keySelector1, keySelector2, keyType));
    }

    public static <IN1, IN2, OUT> BroadcastOperatorTestHarness<IN1, IN2, OUT> forBroadcastProcessFunction(
            BroadcastProcessFunction<IN1, IN2, OUT> function, MapStateDescriptor<?, ?>... descriptors)
            throws Exception {
        return opened(new BroadcastOperatorTestHarness<>(function, List.of(descriptors), 1, 1, 0));
    }

    public static <K, IN1, IN2, OUT>
            KeyedBroadcastOperatorTestHarness<K, IN1, IN2, OUT> forKeyedBroadcastProcessFunction(
                    KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
                    KeySelector<IN1, K> keySelector,
                    TypeInformation<K> keyType,
                    MapStateDescriptor<?, ?>... descriptors)
                    throws Exception {
        return opened(new KeyedBroadcastOperatorTestHarness<>(
                function, new Keying<>(keySelector, keyType), List.of(descriptors), 128, 1, 0));
    }

    private static <H extends AbstractStreamOperatorTestHarness<?>> H opened(H harness) throws Exception {
        harness.open();
        return harness;
    }
}
