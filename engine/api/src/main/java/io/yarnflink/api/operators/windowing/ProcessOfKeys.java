package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.operators.WrappedFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link ProcessFunction} on a keyed stream, where it has timers. */
public final class ProcessOfKeys<K, I, O> extends KeyedProcessFunction<K, I, O> implements WrappedFunction {
    private final ProcessFunction<I, O> function;

    public ProcessOfKeys(ProcessFunction<I, O> function) {
        this.function = Objects.requireNonNull(function, "processFunction is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void processElement(I value, Context ctx, Collector<O> out) throws Exception {
        function.processElement(value, new RecordContext(function, ctx), out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {
        function.onTimer(timestamp, new TimerContext(function, ctx), out);
    }

    /** The record's context without its key. */
    private final class RecordContext extends ProcessFunction<I, O>.Context {
        private final KeyedProcessFunction<K, I, O>.Context context;

        RecordContext(ProcessFunction<I, O> function, KeyedProcessFunction<K, I, O>.Context context) {
            function.super();
            this.context = context;
        }

        @Override
        public @Nullable Long timestamp() {
            return context.timestamp();
        }

        @Override
        public TimerService timerService() {
            return context.timerService();
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.output(outputTag, value);
        }
    }

    /** The timer's context without its key. */
    private final class TimerContext extends ProcessFunction<I, O>.OnTimerContext {
        private final KeyedProcessFunction<K, I, O>.OnTimerContext context;

        TimerContext(ProcessFunction<I, O> function, KeyedProcessFunction<K, I, O>.OnTimerContext context) {
            function.super();
            this.context = context;
        }

        @Override
        public @Nullable Long timestamp() {
            return context.timestamp();
        }

        @Override
        public TimerService timerService() {
            return context.timerService();
        }

        @Override
        public TimeDomain timeDomain() {
            return context.timeDomain();
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.output(outputTag, value);
        }
    }
}
