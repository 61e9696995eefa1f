package io.yarnflink.testkit.harness;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.testkit.harness.operators.OneInputStreamOperator;

/** Runs an operator with one input whose records have keys. */
public class KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> extends OneInputStreamOperatorTestHarness<IN, OUT> {
    public KeyedOneInputStreamOperatorTestHarness(
            OneInputStreamOperator<IN, OUT> operator, KeySelector<IN, K> keySelector, TypeInformation<K> keyType) {
        this(operator, keySelector, keyType, 128, 1, 0);
    }

    /** Runs an operator of the program's own. */
    public KeyedOneInputStreamOperatorTestHarness(
            io.yarnflink.api.operators.OneInputStreamOperator<IN, OUT> operator,
            KeySelector<IN, K> keySelector,
            TypeInformation<K> keyType) {
        super(
                TestedOperator.of(new OperatorDescriptor.Keyed<>(
                        new OperatorDescriptor.Custom<>(new GivenOperator<IN, IN, OUT>(operator)),
                        new Keying<>(keySelector, keyType))),
                128,
                1,
                0);
    }

    public KeyedOneInputStreamOperatorTestHarness(
            OneInputStreamOperator<IN, OUT> operator,
            KeySelector<IN, K> keySelector,
            TypeInformation<K> keyType,
            int maxParallelism,
            int parallelism,
            int subtaskIndex) {
        super(
                TestedOperator.of(operator.descriptor(new Keying<>(keySelector, keyType))),
                maxParallelism,
                parallelism,
                subtaskIndex);
    }
}
