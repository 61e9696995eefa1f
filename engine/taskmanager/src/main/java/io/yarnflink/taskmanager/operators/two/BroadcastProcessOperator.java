package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReadOnlyBroadcastState;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.RecordTimes;
import org.jspecify.annotations.Nullable;

/** A process function over an input and a broadcast one. */
public final class BroadcastProcessOperator<A, B, O>
        extends TwoInputFunctionOperator<BroadcastProcessFunction<A, B, O>, A, B, O> {
    private final BroadcastStates states;
    private final ReadContext readContext;
    private final WriteContext writeContext;

    public BroadcastProcessOperator(
            OperatorContext context, Input<O> output, OperatorDescriptor.BroadcastProcess<A, B, O> descriptor) {
        super(context, output, descriptor.function());
        states = new BroadcastStates(context, descriptor.broadcastStates());
        readContext = new ReadContext(function);
        writeContext = new WriteContext(function);
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        collector.setTimestamp(timestamp);
        readContext.timestamp = timestamp;
        try {
            function.processElement(value, readContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        collector.setTimestamp(timestamp);
        writeContext.timestamp = timestamp;
        try {
            function.processBroadcastElement(value, writeContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private long processingTime() {
        return context.environment().process().clock().wallMillis();
    }

    private final class ReadContext extends BroadcastProcessFunction<A, B, O>.ReadOnlyContext {
        private long timestamp;

        ReadContext(BroadcastProcessFunction<A, B, O> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return RecordTimes.orNull(timestamp);
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, timestamp);
        }

        @Override
        public long currentProcessingTime() {
            return processingTime();
        }

        @Override
        public long currentWatermark() {
            return BroadcastProcessOperator.this.currentWatermark();
        }

        @Override
        public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
            return states.get(stateDescriptor);
        }
    }

    private final class WriteContext extends BroadcastProcessFunction<A, B, O>.Context {
        private long timestamp;

        WriteContext(BroadcastProcessFunction<A, B, O> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return RecordTimes.orNull(timestamp);
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, timestamp);
        }

        @Override
        public long currentProcessingTime() {
            return processingTime();
        }

        @Override
        public long currentWatermark() {
            return BroadcastProcessOperator.this.currentWatermark();
        }

        @Override
        public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
            return states.get(stateDescriptor);
        }
    }
}
