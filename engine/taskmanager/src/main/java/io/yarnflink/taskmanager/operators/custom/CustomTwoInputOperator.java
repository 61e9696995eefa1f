package io.yarnflink.taskmanager.operators.custom;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.operators.BoundedMultiInput;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.TwoInputStreamOperator;
import io.yarnflink.api.operators.TwoInputStreamOperatorFactory;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TwoInputOperator;

/** An operator of the program's own with two inputs. */
public final class CustomTwoInputOperator<A, B, O> extends TwoInputOperator<A, B, O> implements CustomLifecycle {
    private final OperatorHost<O> host;
    private final TwoInputStreamOperator<A, B, O> custom;

    public CustomTwoInputOperator(
            OperatorContext context, Input<O> output, TwoInputStreamOperatorFactory<A, B, O> factory) {
        super(context, output);
        host = new OperatorHost<>(context, output, this::combined);
        custom = CustomLifecycle.made(context, factory, host);
    }

    @Override
    public TwoInputStreamOperator<A, B, O> custom() {
        return custom;
    }

    @Override
    public OperatorHost<O> host() {
        return host;
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        StreamRecord<A> element = new StreamRecord<>(value, timestamp);
        guarded(() -> custom.processElement1(element));
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        StreamRecord<B> element = new StreamRecord<>(value, timestamp);
        guarded(() -> custom.processElement2(element));
    }

    @Override
    protected void watermark(int input, long timestamp) {
        Watermark mark = new Watermark(timestamp);
        guarded(() -> {
            if (input == 0) {
                custom.processWatermark1(mark);
            } else {
                custom.processWatermark2(mark);
            }
        });
    }

    @Override
    protected void watermark(long timestamp) {
        guarded(() -> custom.processWatermark(new Watermark(timestamp)));
    }

    @Override
    protected void endOfInput(int input) {
        if (custom instanceof BoundedMultiInput bounded) {
            guarded(() -> bounded.endInput(input + 1));
        }
    }

    @Override
    protected void endOfInput() {
        guarded(custom::finish);
        super.endOfInput();
    }
}
