package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.operators.RecordTimes;
import org.jspecify.annotations.Nullable;

/** A process function over two inputs; with keys it has timers. */
public final class CoProcessOperator<A, B, O>
        extends TimedTwoInputOperator<CoProcessFunction<A, B, O>, Object, A, B, O> {
    private final RecordContext recordContext;

    public CoProcessOperator(
            OperatorContext context,
            Input<O> output,
            CoProcessFunction<A, B, O> function,
            @Nullable KeyContext<Object> keys) {
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

    private final class RecordContext extends CoProcessFunction<A, B, O>.Context {
        private long timestamp;

        RecordContext(CoProcessFunction<A, B, O> function) {
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
    }

    private final class TimerContext extends CoProcessFunction<A, B, O>.OnTimerContext {
        private final long timestamp;
        private final TimeDomain domain;

        TimerContext(CoProcessFunction<A, B, O> function, long timestamp, TimeDomain domain) {
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
    }
}
