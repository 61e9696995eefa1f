package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream, keyed or not, together with a broadcast one. */
public class BroadcastConnectedStream<IN1, IN2> {
    private final StreamExecutionEnvironment environment;
    private final DataStream<IN1> nonBroadcastStream;
    private final BroadcastStream<IN2> broadcastStream;
    private final List<MapStateDescriptor<?, ?>> broadcastStateDescriptors;

    protected BroadcastConnectedStream(
            StreamExecutionEnvironment environment,
            DataStream<IN1> input1,
            BroadcastStream<IN2> input2,
            List<MapStateDescriptor<?, ?>> broadcastStateDescriptors) {
        this.environment = requireNonNull(environment, "environment is null");
        nonBroadcastStream = requireNonNull(input1, "stream is null");
        broadcastStream = requireNonNull(input2, "broadcast stream is null");
        this.broadcastStateDescriptors = List.copyOf(broadcastStateDescriptors);
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public DataStream<IN1> getFirstInput() {
        return nonBroadcastStream;
    }

    public BroadcastStream<IN2> getSecondInput() {
        return broadcastStream;
    }

    public TypeInformation<IN1> getType1() {
        return nonBroadcastStream.getType();
    }

    public TypeInformation<IN2> getType2() {
        return broadcastStream.getType();
    }

    public <OUT> SingleOutputStreamOperator<OUT> process(BroadcastProcessFunction<IN1, IN2, OUT> function) {
        return process(
                function, OutputTypes.<OUT>ofTwo(function, BroadcastProcessFunction.class, 0, getType1(), getType2()));
    }

    public <OUT> SingleOutputStreamOperator<OUT> process(
            BroadcastProcessFunction<IN1, IN2, OUT> function, @Nullable TypeInformation<OUT> outTypeInfo) {
        requireNonNull(function, "function is null");
        if (nonBroadcastStream instanceof KeyedStream) {
            throw new UnsupportedOperationException(
                    "A BroadcastProcessFunction takes a stream without keys; use a KeyedBroadcastProcessFunction");
        }
        return transform(
                "Co-Process-Broadcast",
                outTypeInfo,
                new OperatorDescriptor.BroadcastProcess<>(function, broadcastStateDescriptors));
    }

    public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function) {
        return process(
                function,
                OutputTypes.<OUT>ofTwo(function, KeyedBroadcastProcessFunction.class, 1, getType1(), getType2()));
    }

    @SuppressWarnings("unchecked") // The function says what its keys are.
    public <KEY, OUT> SingleOutputStreamOperator<OUT> process(
            KeyedBroadcastProcessFunction<KEY, IN1, IN2, OUT> function, @Nullable TypeInformation<OUT> outTypeInfo) {
        requireNonNull(function, "function is null");
        if (!(nonBroadcastStream instanceof KeyedStream<IN1, ?> keyed)) {
            throw new UnsupportedOperationException(
                    "A KeyedBroadcastProcessFunction takes a keyed stream: call keyBy(...)"
                            + " before connect(...), or use a BroadcastProcessFunction");
        }
        return transform(
                "Co-Process-Broadcast-Keyed",
                outTypeInfo,
                new OperatorDescriptor.KeyedBroadcastProcess<>(
                        function, (Keying<IN1, KEY>) keyed.keying(), broadcastStateDescriptors));
    }

    /** Lets go of what {@code f} holds of its surroundings without using it; fails when the rest cannot be serialized. */
    protected <F> F clean(F f) {
        return CustomOperators.clean(f, environment);
    }

    private <OUT> SingleOutputStreamOperator<OUT> transform(
            String name, @Nullable TypeInformation<OUT> outputType, OperatorDescriptor operator) {
        return TwoInputs.transform(nonBroadcastStream, broadcastStream.input(), name, outputType, operator);
    }
}
