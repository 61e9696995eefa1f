package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.OutputTypeConfigurable;
import io.yarnflink.api.operators.StreamOperatorFactory;
import io.yarnflink.api.operators.TwoInputStreamOperator;
import io.yarnflink.api.operators.TwoInputStreamOperatorFactory;
import io.yarnflink.api.serialization.ClosureCleaner;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeinfo.TypeInformation;

/** Checks and prepares the operators that programs bring themselves. */
final class CustomOperators {
    private CustomOperators() {}

    @SuppressWarnings("unchecked") // The operator says what it takes, and the compiler compared it.
    static <T, R> OneInputStreamOperatorFactory<T, R> ofOneInput(String name, StreamOperatorFactory<R> factory) {
        check(name, factory, OneInputStreamOperatorFactory.class, OneInputStreamOperator.class);
        return (OneInputStreamOperatorFactory<T, R>) factory;
    }

    static <A, B, R> TwoInputStreamOperatorFactory<A, B, R> ofTwoInputs(
            String name, TwoInputStreamOperatorFactory<A, B, R> factory) {
        check(name, factory, TwoInputStreamOperatorFactory.class, TwoInputStreamOperator.class);
        return factory;
    }

    private static void check(
            String name, StreamOperatorFactory<?> factory, Class<?> factoryKind, Class<?> operatorKind) {
        requireNonNull(name, "operator name is null");
        requireNonNull(factory, "operator factory is null");
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> made = factory.getStreamOperatorClass(loader);
        if (!factoryKind.isInstance(factory) || !operatorKind.isAssignableFrom(made)) {
            throw new InvalidProgramException("Operator '" + name + "' must be a " + operatorKind.getSimpleName()
                    + " from a " + factoryKind.getSimpleName() + ", but "
                    + factory.getClass().getName() + " makes "
                    + made.getName());
        }
    }

    @SuppressWarnings("unchecked") // It is told the type that the program says it emits.
    static <R> void configure(Object operator, TypeInformation<R> type, StreamExecutionEnvironment environment) {
        requireNonNull(type, "output type is null");
        if (operator instanceof OutputTypeConfigurable<?> configurable) {
            ((OutputTypeConfigurable<R>) configurable).setOutputType(type, environment.getConfig());
        }
    }

    static <F> F clean(F function, StreamExecutionEnvironment environment) {
        F cleaned = ClosureCleaner.clean(
                requireNonNull(function, "function is null"),
                environment.getConfig().getClosureCleanerLevel());
        UserCode.serialize(cleaned, "Function " + cleaned.getClass().getName());
        return cleaned;
    }
}
