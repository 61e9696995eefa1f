package io.yarnflink.api.functions;

import org.jspecify.annotations.Nullable;

/** Handles each value of a stream with access to its timestamp, side outputs and, on keyed streams, timers. */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {

    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** What is known about the current value; an inner class because users write {@code Context} unqualified. */
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
