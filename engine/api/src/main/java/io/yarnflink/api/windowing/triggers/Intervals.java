package io.yarnflink.api.windowing.triggers;

import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The next firing of a continuous trigger, per window: the earliest of merged ones. */
final class Intervals implements Serializable {
    private final long interval;
    private final ReducingStateDescriptor<Long> fireTime =
            new ReducingStateDescriptor<>("fire-time", Math::min, LongSerializer.INSTANCE);

    Intervals(String trigger, long interval) {
        if (interval <= 0) {
            throw new IllegalArgumentException(trigger + " needs an interval of at least 1 ms, but it is " + interval);
        }
        this.interval = interval;
    }

    long interval() {
        return interval;
    }

    @Nullable
    Long next(Trigger.TriggerContext ctx) throws Exception {
        return ctx.getPartitionedState(fireTime).get();
    }

    /** The end of the interval that {@code time} lies in. */
    long after(long time) {
        return time - Math.floorMod(time, interval) + interval;
    }

    /** Remembers the next firing, at most at {@code latest}. */
    long set(long time, long latest, Trigger.TriggerContext ctx) throws Exception {
        long next = Math.min(time, latest);
        ReducingState<Long> state = ctx.getPartitionedState(fireTime);
        state.clear();
        state.add(next);
        return next;
    }

    @Nullable
    Long merge(Trigger.OnMergeContext ctx) throws Exception {
        ctx.mergePartitionedState(fireTime);
        return next(ctx);
    }

    void clear(Trigger.TriggerContext ctx) {
        ctx.getPartitionedState(fireTime).clear();
    }
}
