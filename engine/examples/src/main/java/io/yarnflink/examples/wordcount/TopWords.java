package io.yarnflink.examples.wordcount;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the most frequent words and emits them when the input has ended. */
public final class TopWords extends KeyedProcessFunction<Integer, WordWithCount, WordWithCount> {
    private final int size;
    private transient @Nullable PriorityQueue<WordWithCount> top;

    public TopWords(int size) {
        this.size = size;
    }

    @Override
    public void processElement(WordWithCount value, Context ctx, Collector<WordWithCount> out) {
        if (top == null) {
            top = new PriorityQueue<>(Comparator.comparingLong(WordWithCount::count)
                    .thenComparing(Comparator.comparing(WordWithCount::word).reversed()));
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        top.add(value);
        if (top.size() > size) {
            top.remove();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<WordWithCount> out) {
        if (top != null) {
            top.forEach(out::collect);
        }
    }
}
