package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.ClosureCleaner;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.transformation.TwoInputTransformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.taskmanager.task.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator that a harness runs, as a program declares it. */
record TestedOperator(
        String name,
        OperatorDescriptor descriptor,
        List<TypeInformation<?>> inputTypes,
        @Nullable TypeInformation<?> outputType) {

    /** The last operator of {@code stream}. */
    static TestedOperator of(DataStream<?> stream) {
        Transformation<?> transformation = stream.getTransformation();
        TypeInformation<?> type = transformation.outputType().orElse(null);
        if (transformation instanceof OneInputTransformation<?, ?> one) {
            return new TestedOperator(one.name(), one.operator(), inputTypes(one), type);
        }
        if (transformation instanceof TwoInputTransformation<?, ?, ?> two) {
            return new TestedOperator(two.name(), two.operator(), inputTypes(two), type);
        }
        throw new IllegalArgumentException("'" + transformation.name() + "' is no operator that a harness can run: take"
                + " the stream that map, process, a window's function or the like returned");
    }

    private static List<TypeInformation<?>> inputTypes(Transformation<?> transformation) {
        List<TypeInformation<?>> types = new ArrayList<>();
        for (Transformation<?> input : transformation.inputs()) {
            input.outputType().ifPresent(types::add);
        }
        return types;
    }

    static TestedOperator of(OperatorDescriptor descriptor) {
        return new TestedOperator("operator", descriptor, List.of(), null);
    }

    /** Operators of their own, each as it would arrive in a TaskManager. */
    Supplier<TestedOperator> copies() {
        byte[] serialized = UserCode.serialize(ClosureCleaner.clean(descriptor), "Operator '" + name + "'");
        ClassLoader loader = getClass().getClassLoader();
        return () -> new TestedOperator(
                name, UserCode.deserialize(serialized, loader, OperatorDescriptor.class), inputTypes, outputType);
    }

    TestedOperator check(int inputs) {
        if (Operators.hasTwoInputs(descriptor) != (inputs == 2)) {
            throw new IllegalArgumentException("Operator '" + name + "' has "
                    + (inputs == 2
                            ? "one input; use OneInputStreamOperatorTestHarness"
                            : "two inputs; use" + " TwoInputStreamOperatorTestHarness"));
        }
        return this;
    }
}
