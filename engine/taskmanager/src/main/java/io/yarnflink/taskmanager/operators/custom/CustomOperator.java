package io.yarnflink.taskmanager.operators.custom;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.BoundedOneInput;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import java.util.OptionalLong;

/** An operator of the program's own with one input. */
public final class CustomOperator<I, O> extends Operator<I, O> implements CustomLifecycle {
    private final OperatorHost<O> host;
    private final OneInputStreamOperator<I, O> custom;

    public CustomOperator(OperatorContext context, Input<O> output, OneInputStreamOperatorFactory<I, O> factory) {
        super(context, output);
        host = new OperatorHost<>(context, output, (input, timestamp) -> OptionalLong.of(timestamp));
        custom = CustomLifecycle.made(context, factory, host);
    }

    @Override
    public OneInputStreamOperator<I, O> custom() {
        return custom;
    }

    @Override
    public OperatorHost<O> host() {
        return host;
    }

    @Override
    public void process(I value, long timestamp) {
        StreamRecord<I> element = new StreamRecord<>(value, timestamp);
        guarded(() -> custom.processElement(element));
    }

    @Override
    public void watermark(long timestamp) {
        guarded(() -> custom.processWatermark(new Watermark(timestamp)));
    }

    @Override
    public void endOfInput() {
        guarded(() -> {
            if (custom instanceof BoundedOneInput bounded) {
                bounded.endInput();
            }
            custom.finish();
        });
        super.endOfInput();
    }
}
