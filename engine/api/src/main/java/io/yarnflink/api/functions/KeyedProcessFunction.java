package io.yarnflink.api.functions;

import org.jspecify.annotations.Nullable;

/** Handles each value of a keyed stream, with state and timers of its key. */
public abstract class KeyedProcessFunction<K, I, O> extends AbstractRichFunction {

    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** What is known about the current value. */
    public abstract class Context {
        /** The value's timestamp, null when it has none. */
        public abstract @Nullable Long timestamp();

        public abstract TimerService timerService();

        /** Emits {@code value} to the side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract K getCurrentKey();
    }

    /** What is known while a timer fires. */
    public abstract class OnTimerContext extends Context {
        public abstract TimeDomain timeDomain();

        @Override
        public abstract K getCurrentKey();
    }
}
