package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.state.NoNamespace;
import io.yarnflink.state.Timer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** A process function with state and timers of each key. */
public final class KeyedProcessOperator<K, I, O> extends KeyedOperator<KeyedProcessFunction<K, I, O>, K, I, O>
        implements ProcessingTimed {
    private final KeyedTimers<K> timers;
    private final TimestampedCollector<O> collector;
    private final RecordContext recordContext;
    private final TimerContext timerContext;

    public KeyedProcessOperator(
            OperatorContext context, Input<O> output, OperatorDescriptor.KeyedProcess<K, I, O> descriptor) {
        super(context, output, descriptor.function(), descriptor.keying());
        timers = new KeyedTimers<>(
                state,
                keyGroups,
                maxParallelism,
                context.environment().process().clock());
        collector = new TimestampedCollector<>(output);
        recordContext = new RecordContext(function);
        timerContext = new TimerContext(function);
    }

    @Override
    void processOfKey(I value, long timestamp) {
        collector.setTimestamp(timestamp);
        recordContext.timestamp = timestamp;
        try {
            function.processElement(value, recordContext, collector);
        } catch (Throwable e) {
            collector.checkOutput();
            throw failed(e);
        }
        collector.checkOutput();
    }

    /** Timers that firing timers set fire too, when the watermark has reached them. */
    @Override
    public void watermark(long timestamp) {
        timers.advanceWatermark(timestamp);
        Timer<K, NoNamespace> timer = timers.nextReached();
        while (timer != null) {
            fire(timer, TimeDomain.EVENT_TIME, timer.timestamp());
            timer = timers.nextReached();
        }
        super.watermark(timestamp);
    }

    @Override
    public long nextProcessingTime() {
        return timers.nextProcessingTime();
    }

    @Override
    public void advanceProcessingTime(long now) {
        Timer<K, NoNamespace> timer = timers.nextDue(now);
        while (timer != null) {
            fire(timer, TimeDomain.PROCESSING_TIME, RecordBatch.NO_TIMESTAMP);
            timer = timers.nextDue(now);
        }
    }

    private void fire(Timer<K, NoNamespace> timer, TimeDomain domain, long emittedTimestamp) {
        collector.setTimestamp(emittedTimestamp);
        timerContext.domain = domain;
        timerContext.timestamp = timer.timestamp();
        try {
            function.onTimer(timer.timestamp(), timerContext, collector);
        } catch (Throwable e) {
            collector.checkOutput();
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
            return timestamp == RecordBatch.NO_TIMESTAMP ? null : (Long) timestamp;
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }

    private final class TimerContext extends KeyedProcessFunction<K, I, O>.OnTimerContext {
        private TimeDomain domain = TimeDomain.EVENT_TIME;
        private long timestamp;

        TimerContext(KeyedProcessFunction<K, I, O> function) {
            function.super();
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }

        @Override
        public TimerService timerService() {
            return timers;
        }

        @Override
        public TimeDomain timeDomain() {
            return domain;
        }

        @Override
        public K getCurrentKey() {
            return state.currentKey();
        }
    }
}
