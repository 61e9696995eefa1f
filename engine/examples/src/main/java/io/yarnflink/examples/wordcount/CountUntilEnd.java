package io.yarnflink.examples.wordcount;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;

/** Counts each word and emits the count when the input has ended, which is when event time reaches its maximum. */
public final class CountUntilEnd extends KeyedProcessFunction<String, String, WordWithCount> {
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext openContext) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String word, Context ctx, Collector<WordWithCount> out) throws Exception {
        Long before = count.value();
        if (before == null) {
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        count.update(before == null ? 1 : before + 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<WordWithCount> out) throws Exception {
        Long total = count.value();
        if (total != null) {
            out.collect(new WordWithCount(ctx.getCurrentKey(), total));
        }
        count.clear();
    }
}
