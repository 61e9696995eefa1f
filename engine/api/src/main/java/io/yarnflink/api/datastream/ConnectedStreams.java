package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.co.CoFlatMapFunction;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.GivenOperator;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.TwoInputStreamOperator;
import io.yarnflink.api.operators.TwoInputStreamOperatorFactory;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Two streams that one operator reads, each through methods of its own. */
public class ConnectedStreams<IN1, IN2> {
    protected final StreamExecutionEnvironment environment;
    protected final DataStream<IN1> inputStream1;
    protected final DataStream<IN2> inputStream2;

    protected ConnectedStreams(
            StreamExecutionEnvironment environment, DataStream<IN1> inputStream1, DataStream<IN2> inputStream2) {
        this.environment = requireNonNull(environment, "environment is null");
        this.inputStream1 = requireNonNull(inputStream1, "first stream is null");
        this.inputStream2 = requireNonNull(inputStream2, "second stream is null");
        if (inputStream2.getExecutionEnvironment() != environment) {
            throw new IllegalArgumentException("Cannot connect '"
                    + inputStream1.getTransformation().name() + "' and '"
                    + inputStream2.getTransformation().name() + "': they come from different environments");
        }
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public DataStream<IN1> getFirstInput() {
        return inputStream1;
    }

    public DataStream<IN2> getSecondInput() {
        return inputStream2;
    }

    public TypeInformation<IN1> getType1() {
        return inputStream1.getType();
    }

    public TypeInformation<IN2> getType2() {
        return inputStream2.getType();
    }

    /** Partitions both streams so that records of one key meet, whichever stream they come from. */
    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2) {
        return new ConnectedStreams<>(environment, inputStream1.keyBy(keySelector1), inputStream2.keyBy(keySelector2));
    }

    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2, TypeInformation<KEY> keyType) {
        return new ConnectedStreams<>(
                environment, inputStream1.keyBy(keySelector1, keyType), inputStream2.keyBy(keySelector2, keyType));
    }

    /** Keyed by the fields at these positions. */
    public ConnectedStreams<IN1, IN2> keyBy(int keyPosition1, int keyPosition2) {
        return keyBy(new int[] {keyPosition1}, new int[] {keyPosition2});
    }

    public ConnectedStreams<IN1, IN2> keyBy(int[] keyPositions1, int[] keyPositions2) {
        return keyed(inputStream1.keyBy(keyPositions1), inputStream2.keyBy(keyPositions2));
    }

    /** Keyed by the fields of these names. */
    public ConnectedStreams<IN1, IN2> keyBy(String field1, String field2) {
        return keyBy(new String[] {field1}, new String[] {field2});
    }

    public ConnectedStreams<IN1, IN2> keyBy(String[] fields1, String[] fields2) {
        return keyed(inputStream1.keyBy(fields1), inputStream2.keyBy(fields2));
    }

    private ConnectedStreams<IN1, IN2> keyed(KeyedStream<IN1, Tuple> first, KeyedStream<IN2, Tuple> second) {
        Keys.checkSame(first.getKeyType(), second.getKeyType());
        return new ConnectedStreams<>(environment, first, second);
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
        return map(coMapper, outputType(coMapper, CoMapFunction.class, 0));
    }

    public <R> SingleOutputStreamOperator<R> map(
            CoMapFunction<IN1, IN2, R> coMapper, @Nullable TypeInformation<R> outputType) {
        return transform("Co-Map", outputType, new OperatorDescriptor.CoMap<>(coMapper, keying()));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
        return flatMap(coFlatMapper, outputType(coFlatMapper, CoFlatMapFunction.class, 0));
    }

    public <R> SingleOutputStreamOperator<R> flatMap(
            CoFlatMapFunction<IN1, IN2, R> coFlatMapper, @Nullable TypeInformation<R> outputType) {
        return transform("Co-Flat Map", outputType, new OperatorDescriptor.CoFlatMap<>(coFlatMapper, keying()));
    }

    public <R> SingleOutputStreamOperator<R> process(CoProcessFunction<IN1, IN2, R> coProcessFunction) {
        return process(coProcessFunction, outputType(coProcessFunction, CoProcessFunction.class, 0));
    }

    public <R> SingleOutputStreamOperator<R> process(
            CoProcessFunction<IN1, IN2, R> coProcessFunction, @Nullable TypeInformation<R> outputType) {
        return transform("Co-Process", outputType, new OperatorDescriptor.CoProcess<>(coProcessFunction, keying()));
    }

    public <K, R> SingleOutputStreamOperator<R> process(KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
        return process(keyedCoProcessFunction, outputType(keyedCoProcessFunction, KeyedCoProcessFunction.class, 1));
    }

    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction, @Nullable TypeInformation<R> outputType) {
        CoKeying<IN1, IN2, ?> keying = keying();
        if (keying == null) {
            throw new UnsupportedOperationException("A KeyedCoProcessFunction needs both streams keyed: call"
                    + " keyBy(selector1, selector2) on the connected streams, or connect two keyed streams");
        }
        return transform(
                "Co-Keyed-Process",
                outputType,
                new OperatorDescriptor.KeyedCoProcess<>(keyedCoProcessFunction, keying));
    }

    private <R> @Nullable TypeInformation<R> outputType(Function function, Class<?> functionInterface, int firstInput) {
        return OutputTypes.ofTwo(function, functionInterface, firstInput, getType1(), getType2());
    }

    /** Null when a stream is not keyed. */
    @SuppressWarnings("unchecked") // The key types are equal.
    private @Nullable CoKeying<IN1, IN2, ?> keying() {
        if (!(inputStream1 instanceof KeyedStream<IN1, ?> first)
                || !(inputStream2 instanceof KeyedStream<IN2, ?> second)) {
            return null;
        }
        if (!first.getKeyType().equals(second.getKeyType())) {
            throw new UnsupportedOperationException("The keys of connected streams must be of one type, but '"
                    + inputStream1.getTransformation().name() + "' is keyed by " + first.getKeyType() + " and '"
                    + inputStream2.getTransformation().name() + "' by " + second.getKeyType());
        }
        return new CoKeying<>((Keying<IN1, Object>) first.keying(), (Keying<IN2, Object>) second.keying());
    }

    /** Runs an operator of the program's own on both streams, which has keys when both are keyed. */
    public <R> SingleOutputStreamOperator<R> transform(
            String functionName, TypeInformation<R> outTypeInfo, TwoInputStreamOperator<IN1, IN2, R> operator) {
        CustomOperators.configure(requireNonNull(operator, "operator is null"), outTypeInfo, environment);
        return transform(functionName, outTypeInfo, new GivenOperator<IN1, IN2, R>(operator));
    }

    /** Runs operators on both streams that {@code factory} makes where they run. */
    public <R> SingleOutputStreamOperator<R> transform(
            String functionName, TypeInformation<R> outTypeInfo, TwoInputStreamOperatorFactory<IN1, IN2, R> factory) {
        CustomOperators.configure(factory, outTypeInfo, environment);
        SingleOutputStreamOperator<R> made = transform(
                functionName,
                outTypeInfo,
                new OperatorDescriptor.CustomOfTwo<>(CustomOperators.ofTwoInputs(functionName, factory), keying()));
        made.getTransformation().setChainingStrategy(factory.getChainingStrategy());
        return made;
    }

    private <R> SingleOutputStreamOperator<R> transform(
            String name, @Nullable TypeInformation<R> outputType, OperatorDescriptor operator) {
        return TwoInputs.transform(inputStream1, inputStream2, name, outputType, operator);
    }
}
