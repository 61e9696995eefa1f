package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeylessTimerService;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TimestampedCollector;
import org.jspecify.annotations.Nullable;

/** A process function without keys: it sees timestamps and the watermark, and has no timers. */
public final class ProcessOperator<I, O> extends FunctionOperator<ProcessFunction<I, O>, I, O> {
    private final TimestampedCollector<O> collector;
    private final RecordContext recordContext;
    private final KeylessTimerService times;

    public ProcessOperator(OperatorContext context, Input<O> output, ProcessFunction<I, O> function) {
        super(context, output, function);
        collector = new TimestampedCollector<>(output, context.emissions());
        times = new KeylessTimerService(
                operatorName(), context.environment().process().clock());
        recordContext = new RecordContext(function);
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
        times.advanceWatermark(timestamp);
        super.watermark(timestamp);
    }

    private final class RecordContext extends ProcessFunction<I, O>.Context {
        private long timestamp;

        RecordContext(ProcessFunction<I, O> function) {
            function.super();
        }

        @Override
        public @Nullable Long timestamp() {
            return RecordTimes.orNull(timestamp);
        }

        @Override
        public TimerService timerService() {
            return times;
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, timestamp);
        }
    }
}
