package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.KeyedStateFunction;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReadOnlyBroadcastState;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.RecordTimes;
import org.jspecify.annotations.Nullable;

/** A process function over a keyed input and a broadcast one. */
public final class KeyedBroadcastProcessOperator<K, A, B, O>
        extends TimedTwoInputOperator<KeyedBroadcastProcessFunction<K, A, B, O>, K, A, B, O> {
    private final KeyContext<K> keys;
    private final BroadcastStates states;
    private final ReadContext readContext;
    private final WriteContext writeContext;

    public KeyedBroadcastProcessOperator(
            OperatorContext context,
            Input<O> output,
            OperatorDescriptor.KeyedBroadcastProcess<K, A, B, O> descriptor,
            KeyContext<K> keys) {
        super(context, output, descriptor.function(), keys);
        this.keys = keys;
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
        keys.state().clearCurrentKey();
        collector.setTimestamp(timestamp);
        writeContext.timestamp = timestamp;
        try {
            function.processBroadcastElement(value, writeContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    void onTimer(long timestamp, TimeDomain domain) throws Exception {
        function.onTimer(timestamp, new TimerContext(function, timestamp, domain), collector);
    }

    private final class ReadContext extends KeyedBroadcastProcessFunction<K, A, B, O>.ReadOnlyContext {
        private long timestamp;

        ReadContext(KeyedBroadcastProcessFunction<K, A, B, O> function) {
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
            return timerService.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return timerService.currentWatermark();
        }

        @Override
        public TimerService timerService() {
            return timerService;
        }

        @Override
        public K getCurrentKey() {
            return currentKey();
        }

        @Override
        public <X, V> ReadOnlyBroadcastState<X, V> getBroadcastState(MapStateDescriptor<X, V> stateDescriptor) {
            return states.get(stateDescriptor);
        }
    }

    private final class TimerContext extends KeyedBroadcastProcessFunction<K, A, B, O>.OnTimerContext {
        private final long timestamp;
        private final TimeDomain domain;

        TimerContext(KeyedBroadcastProcessFunction<K, A, B, O> function, long timestamp, TimeDomain domain) {
            function.super();
            this.timestamp = timestamp;
            this.domain = domain;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, RecordTimes.ofTimer(timestamp, domain));
        }

        @Override
        public long currentProcessingTime() {
            return timerService.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return timerService.currentWatermark();
        }

        @Override
        public TimerService timerService() {
            return timerService;
        }

        @Override
        public K getCurrentKey() {
            return currentKey();
        }

        @Override
        public <X, V> ReadOnlyBroadcastState<X, V> getBroadcastState(MapStateDescriptor<X, V> stateDescriptor) {
            return states.get(stateDescriptor);
        }
    }

    private final class WriteContext extends KeyedBroadcastProcessFunction<K, A, B, O>.Context {
        private long timestamp;

        WriteContext(KeyedBroadcastProcessFunction<K, A, B, O> function) {
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
            return timerService.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return timerService.currentWatermark();
        }

        @Override
        public <X, V> BroadcastState<X, V> getBroadcastState(MapStateDescriptor<X, V> stateDescriptor) {
            return states.get(stateDescriptor);
        }

        @Override
        public <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<K, S> function) throws Exception {
            keys.state().forEachKey(stateDescriptor, function);
        }
    }
}
