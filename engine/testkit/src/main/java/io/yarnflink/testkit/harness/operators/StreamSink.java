package io.yarnflink.testkit.harness.operators;

import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/** Runs a {@link SinkFunction}; nothing comes out. */
public record StreamSink<IN>(SinkFunction<IN> function) implements OneInputStreamOperator<IN, Void> {
    @Override
    public OperatorDescriptor descriptor(@Nullable Keying<IN, ?> keying) {
        return FunctionKeys.with(keying, new OperatorDescriptor.Invoke<>(function));
    }
}
