package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.state.KeyedStateFunction;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;

/** Handles the values of a keyed stream, with state and timers of its key, and of a broadcast stream. */
public abstract class KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> extends BaseBroadcastProcessFunction {

    public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out) throws Exception;

    /** Every subtask gets every broadcast value, and must change the broadcast state in the same way. */
    public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

    /** The broadcast side, which has no key. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {
        /** Applies {@code function} to the state of every key of this subtask. */
        public abstract <VS, S extends State> void applyToKeyedState(
                StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<KS, S> function) throws Exception;
    }

    /** The keyed side. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {
        public abstract TimerService timerService();

        public abstract KS getCurrentKey();
    }

    /** What is known while a timer fires. */
    public abstract class OnTimerContext extends ReadOnlyContext {
        public abstract TimeDomain timeDomain();

        @Override
        public abstract KS getCurrentKey();
    }
}
