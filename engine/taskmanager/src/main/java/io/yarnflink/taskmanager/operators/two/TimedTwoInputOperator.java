package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.state.Timer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.KeyedTimerService;
import io.yarnflink.taskmanager.chain.KeylessTimerService;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.Timers;
import io.yarnflink.taskmanager.operators.RecordTimes;
import org.jspecify.annotations.Nullable;

/** A two-input operator whose function may have timers, when its records have keys. */
abstract class TimedTwoInputOperator<F extends Function, K, A, B, O> extends TwoInputFunctionOperator<F, A, B, O>
        implements ProcessingTimed {
    final TimerService timerService;
    private final @Nullable KeyContext<K> keys;
    private final @Nullable Timers<K, VoidNamespace> timers;
    private final @Nullable KeylessTimerService keyless;

    TimedTwoInputOperator(OperatorContext context, Input<O> output, F function, @Nullable KeyContext<K> keys) {
        super(context, output, function);
        this.keys = keys;
        if (keys == null) {
            timers = null;
            keyless = new KeylessTimerService(
                    operatorName(), context.environment().process().clock());
            timerService = keyless;
        } else {
            timers = keys.timers();
            keyless = null;
            timerService = new KeyedTimerService(timers);
        }
    }

    abstract void onTimer(long timestamp, TimeDomain domain) throws Exception;

    final K currentKey() {
        if (keys == null) {
            throw new IllegalStateException("the records of operator '" + operatorName() + "' have no key");
        }
        return keys.state().currentKey();
    }

    @Override
    protected final void watermark(long timestamp) {
        if (keyless != null) {
            keyless.advanceWatermark(timestamp);
        }
        if (timers != null) {
            timers.advanceWatermark(timestamp, this::fire);
        }
        super.watermark(timestamp);
    }

    @Override
    public final long nextProcessingTime() {
        return timers == null ? Long.MAX_VALUE : timers.nextProcessingTime();
    }

    @Override
    public final void advanceProcessingTime(long now) {
        if (timers != null) {
            timers.advanceProcessingTime(now, this::fire);
        }
    }

    private void fire(Timer<K, VoidNamespace> timer, TimeDomain domain) {
        collector.setTimestamp(RecordTimes.ofTimer(timer.timestamp(), domain));
        try {
            onTimer(timer.timestamp(), domain);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }
}
