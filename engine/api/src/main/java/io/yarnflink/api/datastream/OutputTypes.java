package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what functions emit, and says what to do where it cannot be found. */
final class OutputTypes {
    private OutputTypes() {}

    /** The type of {@code functionInterface}'s type parameter {@code outputTypeArgument}, null when it is erased. */
    static <O> @Nullable TypeInformation<O> of(
            Function function, Class<?> functionInterface, int outputTypeArgument, TypeInformation<?> inputType) {
        requireNonNull(function, functionInterface.getSimpleName() + " is null");
        return TypeExtractor.<O>returnType(function, functionInterface, outputTypeArgument, inputType)
                .orElse(null);
    }

    /** The same where the input is another type parameter than the one before the output. */
    static <O> @Nullable TypeInformation<O> of(
            Function function,
            Class<?> functionInterface,
            int inputTypeArgument,
            int outputTypeArgument,
            TypeInformation<?> inputType) {
        requireNonNull(function, functionInterface.getSimpleName() + " is null");
        return TypeExtractor.<O>returnType(
                        function, functionInterface, inputTypeArgument, outputTypeArgument, inputType)
                .orElse(null);
    }

    /** The same for a function of two inputs, whose types are the parameters from {@code firstInput} on. */
    static <O> @Nullable TypeInformation<O> ofTwo(
            Function function,
            Class<?> functionInterface,
            int firstInput,
            TypeInformation<?> type1,
            TypeInformation<?> type2) {
        requireNonNull(function, functionInterface.getSimpleName() + " is null");
        return TypeExtractor.<O>returnType(function, functionInterface, firstInput, type1, type2)
                .orElse(null);
    }

    static <T> TypeInformation<T> known(Transformation<T> transformation) {
        Optional<TypeInformation<T>> type = transformation.outputType();
        return type.orElseThrow(() -> new InvalidTypesException("The output type of operator '" + transformation.name()
                + "' cannot be determined: its function is a lambda or generic class whose type arguments Java erases."
                + " Call .returns(...) right after it, for example"
                + " .returns(new TypeHint<Tuple2<String, Long>>() {})"));
    }
}
