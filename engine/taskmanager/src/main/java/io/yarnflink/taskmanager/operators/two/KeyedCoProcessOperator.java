package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.RecordTimes;
import org.jspecify.annotations.Nullable;

/** A process function over two keyed inputs, which share state and timers. */
public final class KeyedCoProcessOperator<K, A, B, O>
        extends TimedTwoInputOperator<KeyedCoProcessFunction<K, A, B, O>, K, A, B, O> {
    private final RecordContext recordContext;

    public KeyedCoProcessOperator(
            OperatorContext context, Input<O> output, KeyedCoProcessFunction<K, A, B, O> function, KeyContext<K> keys) {
        super(context, output, function, keys);
        recordContext = new RecordContext(function);
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        at(timestamp);
        try {
            function.processElement1(value, recordContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        at(timestamp);
        try {
            function.processElement2(value, recordContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private void at(long timestamp) {
        collector.setTimestamp(timestamp);
        recordContext.timestamp = timestamp;
    }

    @Override
    void onTimer(long timestamp, TimeDomain domain) throws Exception {
        function.onTimer(timestamp, new TimerContext(function, timestamp, domain), collector);
    }

    private final class RecordContext extends KeyedCoProcessFunction<K, A, B, O>.Context {
        private long timestamp;

        RecordContext(KeyedCoProcessFunction<K, A, B, O> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return RecordTimes.orNull(timestamp);
        }

        @Override
        public TimerService timerService() {
            return timerService;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, timestamp);
        }

        @Override
        public K getCurrentKey() {
            return currentKey();
        }
    }

    private final class TimerContext extends KeyedCoProcessFunction<K, A, B, O>.OnTimerContext {
        private final long timestamp;
        private final TimeDomain domain;

        TimerContext(KeyedCoProcessFunction<K, A, B, O> function, long timestamp, TimeDomain domain) {
            function.super();
            this.timestamp = timestamp;
            this.domain = domain;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }

        @Override
        public TimerService timerService() {
            return timerService;
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
        public K getCurrentKey() {
            return currentKey();
        }
    }
}
