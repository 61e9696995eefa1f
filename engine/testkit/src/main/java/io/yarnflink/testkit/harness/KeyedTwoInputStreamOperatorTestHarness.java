package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.testkit.harness.operators.TwoInputStreamOperator;

/** Runs an operator with two inputs whose records have keys. */
public class KeyedTwoInputStreamOperatorTestHarness<K, IN1, IN2, OUT>
        extends TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> {
    public KeyedTwoInputStreamOperatorTestHarness(
            TwoInputStreamOperator<IN1, IN2, OUT> operator,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            TypeInformation<K> keyType) {
        this(
                operator,
                new CoKeying<>(new Keying<>(keySelector1, keyType), new Keying<>(keySelector2, keyType)),
                128,
                1,
                0);
    }

    /** Runs an operator of the program's own. */
    public KeyedTwoInputStreamOperatorTestHarness(
            io.yarnflink.api.operators.TwoInputStreamOperator<IN1, IN2, OUT> operator,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            TypeInformation<K> keyType) {
        super(
                TestedOperator.of(new OperatorDescriptor.CustomOfTwo<>(
                        new GivenOperator<IN1, IN2, OUT>(operator),
                        new CoKeying<>(new Keying<>(keySelector1, keyType), new Keying<>(keySelector2, keyType)))),
                128,
                1,
                0);
    }

    /** Runs one of several subtasks. */
    public KeyedTwoInputStreamOperatorTestHarness(
            TwoInputStreamOperator<IN1, IN2, OUT> operator,
            CoKeying<IN1, IN2, K> keying,
            int maxParallelism,
            int parallelism,
            int subtaskIndex) {
        super(TestedOperator.of(operator.descriptor(keying)), maxParallelism, parallelism, subtaskIndex);
    }
}
