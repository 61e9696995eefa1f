package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;

/** Handles each pair of an interval join. */
public abstract class ProcessJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction {

    public abstract void processElement(IN1 left, IN2 right, Context ctx, Collector<OUT> out) throws Exception;

    /** What is known about the current pair. */
    @SuppressWarnings("ClassCanBeStatic") // Compiled user code expects an inner class here.
    public abstract class Context {
        public abstract long getLeftTimestamp();

        public abstract long getRightTimestamp();

        /** The later of both, which the result carries. */
        public abstract long getTimestamp();

        /** Emits {@code value} to the side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
