package io.yarnflink.taskmanager.operators.two;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.ListTypeInfo;
import io.yarnflink.api.typeutils.serializers.IntSerializer;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.Timers;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs records of both sides with equal keys whose timestamps lie near each other. A record waits in its side's buffer
 * until the watermark has passed all that it could meet; a timer, set at that time, removes it. Records later than the
 * watermark are dropped or go to a side output.
 */
public final class IntervalJoinOperator<K, A, B, O>
        extends TwoInputFunctionOperator<ProcessJoinFunction<A, B, O>, A, B, O> {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private final Timers<K, Integer> cleanups;
    private final long lowest;
    private final long highest;
    private final @Nullable OutputTag<A> lateLeft;
    private final @Nullable OutputTag<B> lateRight;
    private final MapState<Long, List<A>> leftBuffer;
    private final MapState<Long, List<B>> rightBuffer;
    private final PairContext pair;

    public IntervalJoinOperator(
            OperatorContext context,
            Input<O> output,
            OperatorDescriptor.IntervalJoin<K, A, B, O> descriptor,
            KeyContext<K> keys) {
        super(context, output, descriptor.function());
        cleanups = keys.timers("cleanups", IntSerializer.INSTANCE);
        lowest = descriptor.lowest();
        highest = descriptor.highest();
        lateLeft = descriptor.lateLeft();
        lateRight = descriptor.lateRight();
        KeyedStateStore states = keys.state().scope("waiting");
        leftBuffer = states.getMapState(
                new MapStateDescriptor<>("left", Types.LONG, new ListTypeInfo<>(descriptor.leftType())));
        rightBuffer = states.getMapState(
                new MapStateDescriptor<>("right", Types.LONG, new ListTypeInfo<>(descriptor.rightType())));
        pair = new PairContext(function);
    }

    @Override
    protected void processFirst(A value, long timestamp) {
        if (isLate(timestamp)) {
            emitLate(lateLeft, value, timestamp);
            return;
        }
        try {
            keep(leftBuffer, value, timestamp);
            for (Map.Entry<Long, List<B>> other : rightBuffer.entries()) {
                if (meets(timestamp, other.getKey())) {
                    pair.at(timestamp, other.getKey());
                    for (B right : other.getValue()) {
                        function.processElement(value, right, pair, collector);
                    }
                }
            }
            cleanups.registerEventTime(LEFT, plus(timestamp, Math.max(highest, 0)));
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    @Override
    protected void processSecond(B value, long timestamp) {
        if (isLate(timestamp)) {
            emitLate(lateRight, value, timestamp);
            return;
        }
        try {
            keep(rightBuffer, value, timestamp);
            for (Map.Entry<Long, List<A>> other : leftBuffer.entries()) {
                if (meets(other.getKey(), timestamp)) {
                    pair.at(other.getKey(), timestamp);
                    for (A left : other.getValue()) {
                        function.processElement(left, value, pair, collector);
                    }
                }
            }
            cleanups.registerEventTime(RIGHT, plus(timestamp, Math.max(-lowest, 0)));
        } catch (Throwable e) {
            throw failed(e);
        }
        collector.checkOutput();
    }

    private boolean meets(long left, long right) {
        return right >= plus(left, lowest) && right <= plus(left, highest);
    }

    /** At the ends of time it goes no further. */
    private static long plus(long time, long distance) {
        long sum = time + distance;
        boolean beyond = ((time ^ sum) & (distance ^ sum)) < 0;
        return !beyond ? sum : distance > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    private boolean isLate(long timestamp) {
        if (timestamp == RecordBatch.NO_TIMESTAMP) {
            throw failed(new IllegalStateException(
                    "A record without a timestamp reached an interval join: give its stream times with"
                            + " assignTimestampsAndWatermarks(...) before keyBy"));
        }
        return timestamp < cleanups.currentWatermark();
    }

    private <T> void emitLate(@Nullable OutputTag<T> tag, T value, long timestamp) {
        if (tag != null) {
            context.emit(tag, value, timestamp);
        }
    }

    private static <T> void keep(MapState<Long, List<T>> buffer, T value, long timestamp) throws Exception {
        List<T> sameTime = buffer.get(timestamp);
        if (sameTime == null) {
            sameTime = new ArrayList<>();
        }
        sameTime.add(value);
        buffer.put(timestamp, sameTime);
    }

    @Override
    protected void watermark(long timestamp) {
        cleanups.advanceWatermark(timestamp, (timer, domain) -> cleanUp(timer.namespace(), timer.timestamp()));
        super.watermark(timestamp);
    }

    private void cleanUp(int side, long time) {
        try {
            if (side == LEFT) {
                leftBuffer.remove(plus(time, -Math.max(highest, 0)));
            } else {
                rightBuffer.remove(plus(time, Math.min(lowest, 0)));
            }
        } catch (Exception e) {
            throw failed(e);
        }
    }

    private final class PairContext extends ProcessJoinFunction<A, B, O>.Context {
        private long left;
        private long right;

        PairContext(ProcessJoinFunction<A, B, O> function) {
            function.super();
        }

        void at(long leftTimestamp, long rightTimestamp) {
            left = leftTimestamp;
            right = rightTimestamp;
            collector.setTimestamp(getTimestamp());
        }

        @Override
        public long getLeftTimestamp() {
            return left;
        }

        @Override
        public long getRightTimestamp() {
            return right;
        }

        @Override
        public long getTimestamp() {
            return Math.max(left, right);
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            context.emit(outputTag, value, getTimestamp());
        }
    }
}
