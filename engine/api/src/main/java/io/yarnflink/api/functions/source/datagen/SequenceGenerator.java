package io.yarnflink.api.functions.source.datagen;

import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.Types;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives the numbers from one to another, each in one subtask, in order there. */
public abstract class SequenceGenerator<T> implements DataGenerator<T> {
    private final long start;
    private final long end;
    private transient @Nullable ListState<Tuple3<Long, Long, Long>> state;

    /** What is still to be given: from which number on, to which, in which steps. */
    private transient @Nullable Deque<Tuple3<Long, Long, Long>> ranges;

    /** Both bounds are included. */
    public SequenceGenerator(long start, long end) {
        if (start > end) {
            throw new IllegalArgumentException("the sequence ends at " + end + " before it begins at " + start);
        }
        this.start = start;
        this.end = end;
    }

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        ListState<Tuple3<Long, Long, Long>> found = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>(name + "-sequence", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG)));
        Deque<Tuple3<Long, Long, Long>> open = new ArrayDeque<>();
        if (context.isRestored()) {
            found.get().forEach(open::add);
        } else {
            TaskInfo task = runtimeContext.getTaskInfo();
            long first = start + task.getIndexOfThisSubtask();
            if (first >= start && first <= end) {
                open.add(Tuple3.of(first, end, (long) task.getNumberOfParallelSubtasks()));
            }
        }
        state = found;
        ranges = open;
    }

    private Deque<Tuple3<Long, Long, Long>> ranges() {
        return Objects.requireNonNull(ranges, "open was not called");
    }

    /** The next number; fails when there is none. */
    protected final long nextNumber() {
        Tuple3<Long, Long, Long> range = ranges().poll();
        if (range == null) {
            throw new NoSuchElementException("the sequence from " + start + " to " + end + " has ended");
        }
        long following = range.f0 + range.f2;
        if (following > range.f0 && following <= range.f1) {
            ranges().addFirst(Tuple3.of(following, range.f1, range.f2));
        }
        return range.f0;
    }

    @Override
    public boolean hasNext() {
        return !ranges().isEmpty();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(state, "open was not called").update(new ArrayList<>(ranges()));
    }

    /** Makes a value of a number. */
    private interface Maker<T> extends Serializable {
        T make(long number);
    }

    /** Takes its values from a maker. */
    private static final class Made<T> extends SequenceGenerator<T> {
        private final Maker<T> maker;

        Made(long start, long end, Maker<T> maker) {
            super(start, end);
            this.maker = maker;
        }

        @Override
        public T next() {
            return maker.make(nextNumber());
        }
    }

    public static SequenceGenerator<Long> longGenerator(long start, long end) {
        return new Made<>(start, end, number -> number);
    }

    public static SequenceGenerator<Integer> intGenerator(int start, int end) {
        return new Made<>(start, end, number -> (int) number);
    }

    public static SequenceGenerator<Short> shortGenerator(short start, short end) {
        return new Made<>(start, end, number -> (short) number);
    }

    public static SequenceGenerator<Byte> byteGenerator(byte start, byte end) {
        return new Made<>(start, end, number -> (byte) number);
    }

    public static SequenceGenerator<Float> floatGenerator(short start, short end) {
        return new Made<>(start, end, number -> (float) number);
    }

    public static SequenceGenerator<Double> doubleGenerator(int start, int end) {
        return new Made<>(start, end, number -> (double) number);
    }

    /** Decimals of at most {@code precision} digits, {@code scale} of them after the point. */
    public static SequenceGenerator<BigDecimal> bigDecimalGenerator(int start, int end, int precision, int scale) {
        return new Made<>(
                start, end, number -> new BigDecimal(number, new java.math.MathContext(precision)).setScale(scale));
    }

    public static SequenceGenerator<String> stringGenerator(long start, long end) {
        return new Made<>(start, end, Long::toString);
    }
}
