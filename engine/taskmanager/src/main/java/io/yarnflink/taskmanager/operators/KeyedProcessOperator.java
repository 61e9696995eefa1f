package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.state.Timer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.KeyedTimerService;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.Timers;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import org.jspecify.annotations.Nullable;

/** A process function with state and timers of each key. */
public final class KeyedProcessOperator<K, I, O> extends FunctionOperator<KeyedProcessFunction<K, I, O>, I, O>
        implements ProcessingTimed {
    private final KeyContext<K> keys;
    private final Timers<K, VoidNamespace> timers;
    private final TimerService timerService;
    private final TimestampedCollector<O> collector;
    private final RecordContext recordContext;
    private final TimerContext timerContext;

    public KeyedProcessOperator(
            OperatorContext context, Input<O> output, KeyedProcessFunction<K, I, O> function, KeyContext<K> keys) {
        super(context, output, function);
        this.keys = keys;
        timers = keys.timers();
        timerService = new KeyedTimerService(timers);
        collector = new TimestampedCollector<>(output, context.emissions());
        recordContext = new RecordContext(function);
        timerContext = new TimerContext(function);
    }

    @Override
    public void process(I value, long timestamp) {
        collector.setTimestamp(timestamp);
        recordContext.timestamp = timestamp;
        try {
            function.processElement(value, recordContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    public void watermark(long timestamp) {
        timers.advanceWatermark(timestamp, this::onTimer);
        super.watermark(timestamp);
    }

    @Override
    public long nextProcessingTime() {
        return timers.nextProcessingTime();
    }

    @Override
    public void advanceProcessingTime(long now) {
        timers.advanceProcessingTime(now, this::onTimer);
    }

    private void onTimer(Timer<K, VoidNamespace> timer, TimeDomain domain) {
        long emittedTimestamp = RecordTimes.ofTimer(timer.timestamp(), domain);
        collector.setTimestamp(emittedTimestamp);
        timerContext.domain = domain;
        timerContext.timestamp = timer.timestamp();
        timerContext.emittedTimestamp = emittedTimestamp;
        try {
            function.onTimer(timer.timestamp(), timerContext, collector);
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private final class RecordContext extends KeyedProcessFunction<K, I, O>.Context {
        private long timestamp;

        RecordContext(KeyedProcessFunction<K, I, O> function) {
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
            return keys.state().currentKey();
        }
    }

    private final class TimerContext extends KeyedProcessFunction<K, I, O>.OnTimerContext {
        private TimeDomain domain = TimeDomain.EVENT_TIME;
        private long timestamp;
        private long emittedTimestamp;

        TimerContext(KeyedProcessFunction<K, I, O> function) {
            function.super();
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
            context.emit(outputTag, value, emittedTimestamp);
        }

        @Override
        public K getCurrentKey() {
            return keys.state().currentKey();
        }
    }
}
