package io.yarnflink.examples.latereviews;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import java.time.LocalDate;

/** Sums up the reports of each day, and hands the sum on when the input has ended. */
final class LastReports extends KeyedProcessFunction<LocalDate, LateReviews.Report, DayOfReviews> {
    private transient ValueState<DayOfReviews> day;

    @Override
    public void open(OpenContext openContext) {
        day = getRuntimeContext().getState(new ValueStateDescriptor<>("day", DayOfReviews.class));
    }

    @Override
    public void processElement(LateReviews.Report report, Context ctx, Collector<DayOfReviews> out) throws Exception {
        DayOfReviews known = day.value();
        DayOfReviews before = known == null ? new DayOfReviews(report.day(), 0, 0, 0, 0) : known;
        day.update(before.with(report));
        ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<DayOfReviews> out) throws Exception {
        DayOfReviews last = day.value();
        if (last != null) {
            out.collect(last);
        }
    }
}
