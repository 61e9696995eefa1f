package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one function says about the type parameters of the interface it implements. */
final class FunctionTypes {
    private final Function function;
    private final TypeVariable<?>[] parameters;
    private final Bindings bindings;
    private final Optional<LambdaTypes> lambda;

    FunctionTypes(Function function, Class<?> functionInterface) {
        this.function = function;
        parameters = functionInterface.getTypeParameters();
        bindings = Bindings.inside(function.getClass(), new Type[0], new Bindings());
        lambda = LambdaTypes.of(function, functionInterface);
        lambda.ifPresent(types -> types.bindTo(bindings));
    }

    void checkInput(int inputTypeArgument, TypeInformation<?> inputType) {
        TypeVariable<?> input = parameters[inputTypeArgument];
        Optional<Class<?>> erased = lambda.flatMap(types -> types.erased(input));
        boolean fits = TypeMatch.fits(bindings.meaningOf(input), inputType)
                && erased.map(type -> TypeMatch.fits(type, inputType)).orElse(true);
        if (!fits) {
            Bindings.Meaning declared = bindings.meaningOf(input);
            String name = declared.type() instanceof TypeVariable && erased.isPresent()
                    ? erased.get().getTypeName()
                    : declared.written();
            throw new InvalidTypesException("The input of " + name(function) + " is declared as " + name
                    + ", but the records are of type " + inputType);
        }
    }

    /** Learns from the type of the records what the type parameters of an input are. */
    FunctionTypes input(int inputTypeArgument, TypeInformation<?> inputType) {
        TypeMatch.bind(bindings.meaningOf(parameters[inputTypeArgument]), inputType);
        return this;
    }

    Optional<TypeInformation<?>> output(int outputTypeArgument) {
        TypeVariable<?> output = parameters[outputTypeArgument];
        try {
            return Optional.of(new TypeAnalysis().of(output, bindings));
        } catch (UnknownTypeVariableException e) {
            return lambda.flatMap(types -> types.erased(output)).flatMap(FunctionTypes::ofErased);
        }
    }

    /** Nothing is known of a generic class without its arguments, and Object may stand for any type variable. */
    private static Optional<TypeInformation<?>> ofErased(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element == Object.class || element.getTypeParameters().length > 0
                ? Optional.empty()
                : Optional.of(new TypeAnalysis().of(type, new Bindings()));
    }

    /** The type, or else a failure or a stand-in that says which type parameter is not known, and why. */
    @SuppressWarnings("unchecked") // A stand-in has no values.
    <T> TypeInformation<T> foundOrMissing(int outputTypeArgument, @Nullable String givenName, boolean allowMissing) {
        Optional<TypeInformation<?>> found = output(outputTypeArgument);
        if (found.isPresent()) {
            return (TypeInformation<T>) found.get();
        }
        var why = new InvalidTypesException(whyUnknown(parameters[outputTypeArgument]));
        if (allowMissing) {
            String name = givenName == null ? name(function) : givenName;
            return (TypeInformation<T>) (TypeInformation<?>) new MissingTypeInfo(name, why);
        }
        throw new InvalidTypesException(why.getMessage() + "; give the type with Types, for example"
                + " Types.TUPLE(Types.STRING, Types.INT), or write the function as a class that says all types");
    }

    /** Which type parameter of which function is not known, and where it was lost. */
    private String whyUnknown(TypeVariable<?> output) {
        String what = name(function) + " does not say what " + output.getName() + " of " + simpleName(output) + " is";
        if (lambda.isPresent()) {
            return what + ": of a lambda's types Java keeps only "
                    + lambda.get().lost(output);
        }
        try {
            return what + ", because its type is " + new TypeAnalysis().of(output, bindings);
        } catch (UnknownTypeVariableException e) {
            return what + ", because "
                    + (e.variable().getGenericDeclaration() == function.getClass()
                            ? "it is made for any " + e.variable().getName() + " and Java forgets for which"
                            : simpleName(e.variable()) + " is written without type arguments there");
        }
    }

    private static String simpleName(TypeVariable<?> variable) {
        return variable.getGenericDeclaration() instanceof Class<?> type
                ? type.getSimpleName()
                : variable.getGenericDeclaration().toString();
    }

    static String name(Function function) {
        String name = function.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
    }
}
