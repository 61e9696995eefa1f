package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import org.jspecify.annotations.Nullable;

/** A process function without keys: it sees timestamps and the watermark, and has no timers. */
public final class ProcessOperator<I, O> extends FunctionOperator<ProcessFunction<I, O>, I, O> {
    private final TimestampedCollector<O> collector;
    private final RecordContext<I, O> recordContext;
    private final Times times = new Times();

    public ProcessOperator(OperatorContext context, Input<O> output, ProcessFunction<I, O> function) {
        super(context, output, function);
        collector = new TimestampedCollector<>(output);
        recordContext = new RecordContext<>(function, times);
    }

    @Override
    public void process(I value, long timestamp) {
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

    @Override
    public void watermark(long timestamp) {
        times.watermark = timestamp;
        super.watermark(timestamp);
    }

    private static final class RecordContext<I, O> extends ProcessFunction<I, O>.Context {
        private final TimerService times;
        private long timestamp;

        RecordContext(ProcessFunction<I, O> function, TimerService times) {
            function.super();
            this.times = times;
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == RecordBatch.NO_TIMESTAMP ? null : (Long) timestamp;
        }

        @Override
        public TimerService timerService() {
            return times;
        }
    }

    private final class Times implements TimerService {
        private long watermark = Long.MIN_VALUE;

        @Override
        public long currentProcessingTime() {
            return context.environment().process().clock().wallMillis();
        }

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public void registerProcessingTimeTimer(long time) {
            throw needsKey();
        }

        @Override
        public void registerEventTimeTimer(long time) {
            throw needsKey();
        }

        @Override
        public void deleteProcessingTimeTimer(long time) {
            throw needsKey();
        }

        @Override
        public void deleteEventTimeTimer(long time) {
            throw needsKey();
        }

        private UnsupportedOperationException needsKey() {
            return new UnsupportedOperationException(
                    "Operator '" + operatorName() + "' uses timers, but its input has no key; call keyBy before it");
        }
    }
}
