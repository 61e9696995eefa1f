package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.FlatJoinFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.JoinFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Row;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the type information of classes, generic parameters and functions by reflection. */
@SuppressWarnings("unchecked") // What is found is the information of the class or variable asked for.
public class TypeExtractor {
    public static final int[] NO_INDEX = {};

    protected TypeExtractor() {}

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
        return (TypeInformation<T>) ofParameter(
                type,
                baseClass.getTypeParameters()[parameterPosition],
                Bindings.inside(type, new Type[0], new Bindings()));
    }

    private static TypeInformation<?> ofParameter(Class<?> type, TypeVariable<?> parameter, Bindings bindings) {
        try {
            return new TypeAnalysis().of(parameter, bindings);
        } catch (UnknownTypeVariableException e) {
            throw new InvalidTypesException(
                    type.getName() + " does not say what " + parameter + " of "
                            + parameter.getGenericDeclaration() + " is: "
                            + e.getMessage() + "; give all type arguments in the class that extends it",
                    e);
        }
    }

    /** The type of a class that must be a POJO. */
    public static <T> TypeInformation<T> createPojoTypeInfo(Class<T> type) {
        PojoRules.Verdict verdict =
                PojoRules.judge(type, Bindings.inside(type, new Type[0], new Bindings()), new TypeAnalysis());
        if (verdict.fields().isEmpty()) {
            throw noPojo(type, verdict.reason());
        }
        return TypeAnalysis.pojo(type, verdict.fields());
    }

    /** The type of a class that must be a POJO, with the types of its fields by name. */
    public static <T> TypeInformation<T> createPojoTypeInfo(Class<T> type, Map<String, TypeInformation<?>> fields) {
        PojoRules.wrongClass(type).ifPresent(reason -> {
            throw noPojo(type, reason);
        });
        var pojoFields = new ArrayList<PojoField>();
        fields.forEach((name, fieldType) -> {
            Field field = getDeclaredField(type, name);
            if (field == null) {
                throw new InvalidTypesException(type.getName() + " has no field '" + name + "'");
            }
            pojoFields.add(new PojoField(field, fieldType));
        });
        return new PojoTypeInfo<>(type, pojoFields);
    }

    private static InvalidTypesException noPojo(Class<?> type, String reason) {
        return new InvalidTypesException(type.getName() + " is no POJO: " + reason
                + "; change that, or make the class a record, or use Types.GENERIC(" + type.getSimpleName()
                + ".class) for slow Java serialization");
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
        if (value instanceof Row row) {
            return (TypeInformation<X>) ofRow(row);
        }
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return (TypeInformation<X>) createTypeInfo(type);
    }

    /** A row with a null says too little about that field to be taken apart. */
    private static TypeInformation<Row> ofRow(Row row) {
        Set<String> names = row.getFieldNames(true);
        var types = new ArrayList<TypeInformation<?>>();
        for (Object name :
                names == null ? IntStream.range(0, row.getArity()).boxed().toList() : names) {
            Object field = name instanceof Integer position ? row.getField(position) : row.getField((String) name);
            if (field == null) {
                return new GenericTypeInfo<>(Row.class);
            }
            types.add(getForObject(field));
        }
        TypeInformation<?>[] fields = types.toArray(TypeInformation<?>[]::new);
        return names == null ? new RowTypeInfo(fields) : new RowTypeInfo(fields, names.toArray(String[]::new));
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

    public static <IN, OUT> TypeInformation<OUT> getMapReturnTypes(
            MapFunction<IN, OUT> mapInterface, TypeInformation<IN> inType) {
        return getMapReturnTypes(mapInterface, inType, null, false);
    }

    /** With {@code allowMissing} a type that cannot be found is a {@link MissingTypeInfo} and not a failure, here and below. */
    public static <IN, OUT> TypeInformation<OUT> getMapReturnTypes(
            MapFunction<IN, OUT> mapInterface,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return getUnaryOperatorReturnType(
                mapInterface, MapFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
    }

    public static <IN, OUT> TypeInformation<OUT> getFlatMapReturnTypes(
            FlatMapFunction<IN, OUT> flatMapInterface, TypeInformation<IN> inType) {
        return getFlatMapReturnTypes(flatMapInterface, inType, null, false);
    }

    public static <IN, OUT> TypeInformation<OUT> getFlatMapReturnTypes(
            FlatMapFunction<IN, OUT> flatMapInterface,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return getUnaryOperatorReturnType(
                flatMapInterface, FlatMapFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
    }

    public static <IN, ACC> TypeInformation<ACC> getAggregateFunctionAccumulatorType(
            AggregateFunction<IN, ACC, ?> function,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return getUnaryOperatorReturnType(
                function, AggregateFunction.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
    }

    public static <IN, OUT> TypeInformation<OUT> getAggregateFunctionReturnType(
            AggregateFunction<IN, ?, OUT> function,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return getUnaryOperatorReturnType(
                function, AggregateFunction.class, 0, 2, NO_INDEX, inType, functionName, allowMissing);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getJoinReturnTypes(
            JoinFunction<IN1, IN2, OUT> joinInterface, TypeInformation<IN1> in1Type, TypeInformation<IN2> in2Type) {
        return getJoinReturnTypes(joinInterface, in1Type, in2Type, null, false);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getJoinReturnTypes(
            JoinFunction<IN1, IN2, OUT> joinInterface,
            TypeInformation<IN1> in1Type,
            TypeInformation<IN2> in2Type,
            @Nullable String functionName,
            boolean allowMissing) {
        return getBinaryOperatorReturnType(
                joinInterface, JoinFunction.class, 0, 1, 2, NO_INDEX, in1Type, in2Type, functionName, allowMissing);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getFlatJoinReturnTypes(
            FlatJoinFunction<IN1, IN2, OUT> joinInterface, TypeInformation<IN1> in1Type, TypeInformation<IN2> in2Type) {
        return getFlatJoinReturnTypes(joinInterface, in1Type, in2Type, null, false);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getFlatJoinReturnTypes(
            FlatJoinFunction<IN1, IN2, OUT> joinInterface,
            TypeInformation<IN1> in1Type,
            TypeInformation<IN2> in2Type,
            @Nullable String functionName,
            boolean allowMissing) {
        return getBinaryOperatorReturnType(
                joinInterface, FlatJoinFunction.class, 0, 1, 2, NO_INDEX, in1Type, in2Type, functionName, allowMissing);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getCoGroupReturnTypes(
            CoGroupFunction<IN1, IN2, OUT> coGroupInterface,
            TypeInformation<IN1> in1Type,
            TypeInformation<IN2> in2Type) {
        return getCoGroupReturnTypes(coGroupInterface, in1Type, in2Type, null, false);
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getCoGroupReturnTypes(
            CoGroupFunction<IN1, IN2, OUT> coGroupInterface,
            TypeInformation<IN1> in1Type,
            TypeInformation<IN2> in2Type,
            @Nullable String functionName,
            boolean allowMissing) {
        return getBinaryOperatorReturnType(
                coGroupInterface,
                CoGroupFunction.class,
                0,
                1,
                2,
                NO_INDEX,
                in1Type,
                in2Type,
                functionName,
                allowMissing);
    }

    public static <T> TypeInformation<T> getPartitionerTypes(Partitioner<T> partitioner) {
        return getPartitionerTypes(partitioner, null, false);
    }

    /** The type of the keys that a partitioner takes. */
    public static <T> TypeInformation<T> getPartitionerTypes(
            Partitioner<T> partitioner, @Nullable String functionName, boolean allowMissing) {
        return TypeExtractor.<T>produced(partitioner)
                .orElseGet(() -> new FunctionTypes(partitioner, Partitioner.class)
                        .foundOrMissing(0, functionName, allowMissing));
    }

    /** The key's type; fails when it cannot be found or cannot be a key. */
    public static <IN, OUT> TypeInformation<OUT> getKeySelectorTypes(
            KeySelector<IN, OUT> selectorInterface, TypeInformation<IN> inType) {
        TypeInformation<OUT> key = TypeExtractor.<OUT>returnType(selectorInterface, KeySelector.class, 1, inType)
                .orElseThrow(() -> new InvalidTypesException("The key type of " + FunctionTypes.name(selectorInterface)
                        + " cannot be determined, because generic types of lambdas are erased;"
                        + " give it as the second argument: keyBy(selector, Types. ...)"));
        KeyTypes.check(key);
        return key;
    }

    public static <IN, OUT> TypeInformation<OUT> getKeySelectorTypes(
            KeySelector<IN, OUT> selectorInterface,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        return getUnaryOperatorReturnType(
                selectorInterface, KeySelector.class, 0, 1, NO_INDEX, inType, functionName, allowMissing);
    }

    /**
     * What {@code function} gives to the type parameter of {@code baseClass} at {@code outputTypeArgumentIndex}, when its
     * input is the one at {@code inputTypeArgumentIndex} (-1: no input). Lambdas are understood without indices.
     */
    public static <IN, OUT> TypeInformation<OUT> getUnaryOperatorReturnType(
            Function function,
            Class<?> baseClass,
            int inputTypeArgumentIndex,
            int outputTypeArgumentIndex,
            int @Nullable [] lambdaOutputTypeArgumentIndices,
            TypeInformation<IN> inType,
            @Nullable String functionName,
            boolean allowMissing) {
        if (inputTypeArgumentIndex >= 0) {
            checkInputType(function, baseClass, inputTypeArgumentIndex, inType);
        }
        return TypeExtractor.<OUT>produced(function).orElseGet(() -> {
            var types = new FunctionTypes(function, baseClass);
            if (inputTypeArgumentIndex >= 0) {
                types.input(inputTypeArgumentIndex, inType);
            }
            return types.foundOrMissing(outputTypeArgumentIndex, functionName, allowMissing);
        });
    }

    public static <IN1, IN2, OUT> TypeInformation<OUT> getBinaryOperatorReturnType(
            Function function,
            Class<?> baseClass,
            int input1TypeArgumentIndex,
            int input2TypeArgumentIndex,
            int outputTypeArgumentIndex,
            int @Nullable [] lambdaOutputTypeArgumentIndices,
            TypeInformation<IN1> in1Type,
            TypeInformation<IN2> in2Type,
            @Nullable String functionName,
            boolean allowMissing) {
        checkInputType(function, baseClass, input1TypeArgumentIndex, in1Type);
        checkInputType(function, baseClass, input2TypeArgumentIndex, in2Type);
        return TypeExtractor.<OUT>produced(function)
                .orElseGet(() -> new FunctionTypes(function, baseClass)
                        .input(input1TypeArgumentIndex, in1Type)
                        .input(input2TypeArgumentIndex, in2Type)
                        .foundOrMissing(outputTypeArgumentIndex, functionName, allowMissing));
    }

    /** The type that {@code clazz} gives to a type parameter of {@code baseClass}, whose other parameters are these types. */
    public static <IN1, IN2, OUT> TypeInformation<OUT> createTypeInfo(
            Class<?> baseClass,
            Class<?> clazz,
            int returnParamPos,
            @Nullable TypeInformation<IN1> in1Type,
            @Nullable TypeInformation<IN2> in2Type) {
        var bindings = Bindings.inside(clazz, new Type[0], new Bindings());
        TypeVariable<?>[] parameters = baseClass.getTypeParameters();
        if (in1Type != null) {
            TypeMatch.bind(bindings.meaningOf(parameters[0]), in1Type);
        }
        if (in2Type != null) {
            TypeMatch.bind(bindings.meaningOf(parameters[1]), in2Type);
        }
        return (TypeInformation<OUT>) ofParameter(clazz, parameters[returnParamPos], bindings);
    }

    /** What {@code clazz} writes for a type parameter of {@code baseClass}. */
    public static Type getParameterType(Class<?> baseClass, Class<?> clazz, int pos) {
        TypeVariable<?> parameter = baseClass.getTypeParameters()[pos];
        Type written = Bindings.inside(clazz, new Type[0], new Bindings())
                .meaningOf(parameter)
                .type();
        if (written instanceof TypeVariable) {
            throw new InvalidTypesException(clazz.getName() + " does not say what " + parameter + " of "
                    + baseClass.getSimpleName() + " is; give all type arguments in the class that extends it");
        }
        return written;
    }

    public static <X> TypeInformation<X> getForClass(Class<X> clazz) {
        return createTypeInfo(clazz);
    }

    /** The fields of a class and its superclasses that are not static or transient; fails on two of one name unless told not to. */
    public static List<Field> getAllDeclaredFields(Class<?> clazz, boolean ignoreDuplicates) {
        return PojoRules.declaredFields(clazz, ignoreDuplicates);
    }

    /** The field of that name in a class or a superclass; null when there is none. */
    public static @Nullable Field getDeclaredField(Class<?> clazz, String name) {
        for (Field field : PojoRules.declaredFields(clazz, true)) {
            if (field.getName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    public static boolean isRecord(Class<?> clazz) {
        return clazz.isRecord();
    }

    private static <T> Optional<TypeInformation<T>> produced(Function function) {
        return function instanceof ResultTypeQueryable<?> queryable
                ? Optional.of((TypeInformation<T>) queryable.getProducedType())
                : Optional.empty();
    }
}
