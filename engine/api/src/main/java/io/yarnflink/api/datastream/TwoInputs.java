package io.yarnflink.api.datastream;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.TwoInputTransformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Adds operators with two inputs to a program. */
final class TwoInputs {
    private TwoInputs() {}

    static <A, B, R> SingleOutputStreamOperator<R> transform(
            DataStream<A> first,
            DataStream<B> second,
            String name,
            @Nullable TypeInformation<R> outputType,
            OperatorDescriptor operator) {
        first.getType();
        second.getType();
        StreamExecutionEnvironment environment = first.getExecutionEnvironment();
        TwoInputTransformation<A, B, R> next = new TwoInputTransformation<>(
                environment.newTransformationId(),
                name,
                outputType,
                first.getTransformation(),
                second.getTransformation(),
                operator);
        environment.addOperator(next);
        return new SingleOutputStreamOperator<>(environment, next);
    }
}
