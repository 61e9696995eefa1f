package io.yarnflink.examples.machinealarm;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.examples.data.Reading;
import java.time.Instant;

/**
 * The state machine. Watermarks follow the readings at some distance, so a reading may overtake the timer that was due
 * before it: both look first whether the patience has ended by their own time.
 */
final class Watch extends KeyedProcessFunction<String, Reading, Change> {
    private final Limits limits;
    private transient ValueState<Status> status;

    Watch(Limits limits) {
        this.limits = limits;
    }

    /** A phase and since when it is so, in milliseconds. */
    record Status(Phase phase, long since) {}

    @Override
    public void open(OpenContext openContext) {
        status = getRuntimeContext().getState(new ValueStateDescriptor<>("status", Status.class));
    }

    @Override
    public void processElement(Reading reading, Context ctx, Collector<Change> out) throws Exception {
        long now = reading.time().toEpochMilli();
        alarmIfDue(now, ctx, out);
        Phase phase = phase();
        if (phase == Phase.OK && reading.value() < limits.cold()) {
            enter(Phase.COLD, now, ctx, out);
            ctx.timerService().registerEventTimeTimer(now + limits.patience().toMillis());
        } else if (phase != Phase.OK && reading.value() > limits.warm()) {
            enter(Phase.OK, now, ctx, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Change> out) throws Exception {
        alarmIfDue(timestamp, ctx, out);
    }

    /** A timer of an earlier cold moment, which has passed, finds nothing to do. */
    private void alarmIfDue(long now, Context ctx, Collector<Change> out) throws Exception {
        Status current = status.value();
        if (current != null && current.phase == Phase.COLD) {
            long due = current.since + limits.patience().toMillis();
            if (due <= now) {
                enter(Phase.ALARM, due, ctx, out);
            }
        }
    }

    private void enter(Phase next, long time, Context ctx, Collector<Change> out) throws Exception {
        out.collect(new Change(Instant.ofEpochMilli(time), ctx.getCurrentKey(), phase(), next));
        status.update(new Status(next, time));
    }

    private Phase phase() throws Exception {
        Status current = status.value();
        return current == null ? Phase.OK : current.phase;
    }
}
