package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import org.jspecify.annotations.Nullable;

/** Handles the values of two streams, with timers when they are keyed. */
public abstract class CoProcessFunction<IN1, IN2, OUT> extends AbstractRichFunction {

    public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

    public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** What is known about the current value. */
    @SuppressWarnings("ClassCanBeStatic") // Compiled user code expects an inner class here.
    public abstract class Context {
        /** The value's timestamp, null when it has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        /** Emits {@code value} to the side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }

    /** What is known while a timer fires. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();
    }
}
