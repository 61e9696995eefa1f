package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.Collector;

/** Handles the values of a stream and of a broadcast stream. */
public abstract class BroadcastProcessFunction<IN1, IN2, OUT> extends BaseBroadcastProcessFunction {

    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    /** Every subtask gets every broadcast value, and must change the broadcast state in the same way. */
    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    /** The broadcast side. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {}

    /** The side that is not broadcast. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {}
}
