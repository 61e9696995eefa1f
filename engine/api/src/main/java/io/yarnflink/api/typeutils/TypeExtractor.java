package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Optional;

/** Finds the type information of classes, generic parameters and functions by reflection. */
@SuppressWarnings("unchecked") // What is found is the information of the class or variable asked for.
public final class TypeExtractor {
    private TypeExtractor() {}

    public static <T> TypeInformation<T> createTypeInfo(Class<T> type) {
        return (TypeInformation<T>) createTypeInfo((Type) type);
    }

    public static TypeInformation<?> createTypeInfo(Type type) {
        try {
            return new TypeAnalysis().of(type, new Bindings());
        } catch (UnknownTypeVariableException e) {
            throw new InvalidTypesException(
                    "The type of " + type.getTypeName() + " cannot be determined: " + e.getMessage()
                            + "; say it with Types or with new TypeHint<...>() {} and all type arguments",
                    e);
        }
    }

    /** The type that {@code baseClass}'s type parameter at {@code parameterPosition} has in {@code instance}'s class. */
    public static <T> TypeInformation<T> createTypeInfo(
            Object instance, Class<?> baseClass, Class<?> type, int parameterPosition) {
        if (instance instanceof ResultTypeQueryable<?> queryable) {
            return (TypeInformation<T>) queryable.getProducedType();
        }
        TypeVariable<?> parameter = baseClass.getTypeParameters()[parameterPosition];
        try {
            return (TypeInformation<T>)
                    new TypeAnalysis().of(parameter, Bindings.inside(type, new Type[0], new Bindings()));
        } catch (UnknownTypeVariableException e) {
            throw new InvalidTypesException(
                    type.getName() + " does not say what " + parameter + " of " + baseClass.getSimpleName() + " is: "
                            + e.getMessage() + "; give all type arguments in the class that extends it",
                    e);
        }
    }

    /** The type of a class that must be a POJO. */
    public static <T> TypeInformation<T> createPojoTypeInfo(Class<T> type) {
        PojoRules.Verdict verdict =
                PojoRules.judge(type, Bindings.inside(type, new Type[0], new Bindings()), new TypeAnalysis());
        if (verdict.fields().isEmpty()) {
            throw new InvalidTypesException(type.getName() + " is no POJO: " + verdict.reason());
        }
        return TypeAnalysis.pojo(type, verdict.fields());
    }

    /** The type of a value; a tuple's by its fields. */
    public static <X> TypeInformation<X> getForObject(X value) {
        if (value instanceof Tuple tuple && tuple.getClass().getSuperclass() == Tuple.class) {
            var fields = new TypeInformation<?>[tuple.getArity()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = getForObject(tuple.getFieldNotNull(i));
            }
            return (TypeInformation<X>) new TupleTypeInfo<>(fields);
        }
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return (TypeInformation<X>) createTypeInfo(type);
    }

    /**
     * The type that {@code function} gives to the type parameter at {@code outputTypeArgument} of
     * {@code functionInterface}, whose input is the parameter before it (or the same, when it is the first); empty when
     * it is erased, so that the program must say it with {@code returns(...)}. Checks the declared input too.
     */
    public static <O> Optional<TypeInformation<O>> returnType(
            Function function, Class<?> functionInterface, int outputTypeArgument, TypeInformation<?> inputType) {
        int inputTypeArgument = Math.max(0, outputTypeArgument - 1);
        return returnType(function, functionInterface, inputTypeArgument, outputTypeArgument, inputType);
    }

    /** The same for an interface whose input is another of its type parameters. */
    public static <O> Optional<TypeInformation<O>> returnType(
            Function function,
            Class<?> functionInterface,
            int inputTypeArgument,
            int outputTypeArgument,
            TypeInformation<?> inputType) {
        checkInputType(function, functionInterface, inputTypeArgument, inputType);
        if (function instanceof ResultTypeQueryable<?> queryable) {
            return Optional.of((TypeInformation<O>) queryable.getProducedType());
        }
        return new FunctionTypes(function, functionInterface)
                .input(inputTypeArgument, inputType)
                .output(outputTypeArgument)
                .map(type -> (TypeInformation<O>) type);
    }

    /** The same for an interface of two inputs, whose types are its parameters from {@code firstInput} on. */
    public static <O> Optional<TypeInformation<O>> returnType(
            Function function,
            Class<?> functionInterface,
            int firstInput,
            TypeInformation<?> type1,
            TypeInformation<?> type2) {
        checkInputType(function, functionInterface, firstInput, type1);
        checkInputType(function, functionInterface, firstInput + 1, type2);
        if (function instanceof ResultTypeQueryable<?> queryable) {
            return Optional.of((TypeInformation<O>) queryable.getProducedType());
        }
        return new FunctionTypes(function, functionInterface)
                .input(firstInput, type1)
                .input(firstInput + 1, type2)
                .output(firstInput + 2)
                .map(type -> (TypeInformation<O>) type);
    }

    /** Fails when {@code function} declares another input than {@code inputType}. */
    public static void checkInputType(
            Function function, Class<?> functionInterface, int inputTypeArgument, TypeInformation<?> inputType) {
        new FunctionTypes(function, functionInterface).checkInput(inputTypeArgument, inputType);
    }

    /** The key's type; fails when it cannot be found or cannot be a key. */
    public static <IN, K> TypeInformation<K> getKeySelectorTypes(
            KeySelector<IN, K> selector, TypeInformation<IN> inputType) {
        TypeInformation<K> key = TypeExtractor.<K>returnType(selector, KeySelector.class, 1, inputType)
                .orElseThrow(() -> new InvalidTypesException("The key type of " + FunctionTypes.name(selector)
                        + " cannot be determined, because generic types of lambdas are erased;"
                        + " give it as the second argument: keyBy(selector, Types. ...)"));
        KeyTypes.check(key);
        return key;
    }
}
