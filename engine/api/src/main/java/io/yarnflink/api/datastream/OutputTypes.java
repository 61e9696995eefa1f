package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.MissingTypeInfo;
import io.yarnflink.api.typeutils.TypeExtractor;

/** Finds what functions emit, and says what to do where it cannot be found. */
final class OutputTypes {
    private OutputTypes() {}

    /** The type of {@code functionInterface}'s type parameter {@code outputTypeArgument}; a stand-in when it is erased. */
    static <O> TypeInformation<O> of(
            Function function, Class<?> functionInterface, int outputTypeArgument, TypeInformation<?> inputType) {
        return of(function, functionInterface, Math.max(0, outputTypeArgument - 1), outputTypeArgument, inputType);
    }

    /** The same where the input is another type parameter than the one before the output. */
    static <O> TypeInformation<O> of(
            Function function,
            Class<?> functionInterface,
            int inputTypeArgument,
            int outputTypeArgument,
            TypeInformation<?> inputType) {
        requireNonNull(function, functionInterface.getSimpleName() + " is null");
        return TypeExtractor.getUnaryOperatorReturnType(
                function,
                functionInterface,
                inputTypeArgument,
                outputTypeArgument,
                TypeExtractor.NO_INDEX,
                inputType,
                null,
                true);
    }

    /** The same for a function of two inputs, whose types are the parameters from {@code firstInput} on. */
    static <O> TypeInformation<O> ofTwo(
            Function function,
            Class<?> functionInterface,
            int firstInput,
            TypeInformation<?> type1,
            TypeInformation<?> type2) {
        requireNonNull(function, functionInterface.getSimpleName() + " is null");
        return TypeExtractor.getBinaryOperatorReturnType(
                function,
                functionInterface,
                firstInput,
                firstInput + 1,
                firstInput + 2,
                TypeExtractor.NO_INDEX,
                type1,
                type2,
                null,
                true);
    }

    static <T> TypeInformation<T> known(Transformation<T> transformation) {
        return transformation.outputType().orElseThrow(() -> {
            String why = transformation
                    .missingType()
                    .map(missing -> missing.getTypeException().getMessage())
                    .orElse("its function does not say it");
            return new InvalidTypesException("The output type of operator '" + transformation.name()
                    + "' cannot be determined: " + why
                    + ". Call .returns(...) right after it, for example .returns(Types.TUPLE(Types.STRING, Types.LONG))"
                    + " or .returns(new TypeHint<Tuple2<String, Long>>() {})");
        });
    }

    /** The type; a stand-in fails with its reason and with what to do. */
    static <T> TypeInformation<T> known(TypeInformation<T> type, String what, String remedy) {
        if (type instanceof MissingTypeInfo missing) {
            throw new InvalidTypesException(what + " cannot be determined: "
                    + missing.getTypeException().getMessage() + ". " + remedy);
        }
        return type;
    }
}
