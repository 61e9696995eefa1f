package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.api.functions.aggregation.AggregationFunction;
import io.yarnflink.api.functions.aggregation.ExtremeOfField;
import io.yarnflink.api.functions.aggregation.ExtremeOfField.Extreme;
import io.yarnflink.api.functions.aggregation.SumOfField;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.windowing.ProcessOfKeys;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.CountEvictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.CountTrigger;
import io.yarnflink.api.windowing.triggers.PurgingTrigger;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stream partitioned by key: its operators have state and timers for each key. */
public class KeyedStream<T, KEY> extends DataStream<T> {
    private final Keying<T, KEY> keying;

    public KeyedStream(DataStream<T> dataStream, KeySelector<T, KEY> keySelector) {
        this(dataStream, keySelector, Keys.typeOf(keySelector, dataStream));
    }

    public KeyedStream(DataStream<T> dataStream, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
        this(
                dataStream,
                new Keying<>(
                        requireNonNull(keySelector, "key selector is null"),
                        Keys.checked(requireNonNull(keyType, "key type is null"), dataStream.getTransformation())));
    }

    private KeyedStream(DataStream<T> input, Keying<T, KEY> keying) {
        super(
                input.getExecutionEnvironment(),
                input.setConnectionType(new Partitioning.KeyGroups(keying)).getTransformation());
        this.keying = keying;
    }

    public KeySelector<T, KEY> getKeySelector() {
        return keying.selector();
    }

    public TypeInformation<KEY> getKeyType() {
        return keying.keyType();
    }

    Keying<T, KEY> keying() {
        return keying;
    }

    /** A function with a life cycle may use the state of each record's key. */
    @Override
    OperatorDescriptor onRecords(OperatorDescriptor operator, Function function) {
        boolean usesKeys = function instanceof RichFunction || function instanceof CheckpointedFunction;
        return usesKeys ? new OperatorDescriptor.Keyed<>(operator, keying) : operator;
    }

    @Override
    OperatorDescriptor custom(OperatorDescriptor.Custom<T, ?> operator) {
        return new OperatorDescriptor.Keyed<>(operator, keying);
    }

    /** On a keyed stream the function has timers. */
    @Override
    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, @Nullable TypeInformation<R> outputType) {
        return process(new ProcessOfKeys<>(processFunction), outputType);
    }

    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<KEY, T, R> keyedProcessFunction) {
        return process(
                keyedProcessFunction,
                OutputTypes.<R>of(keyedProcessFunction, KeyedProcessFunction.class, 2, getType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            KeyedProcessFunction<KEY, T, R> keyedProcessFunction, @Nullable TypeInformation<R> outputType) {
        requireNonNull(keyedProcessFunction, "keyedProcessFunction is null");
        return transform(
                "KeyedProcess", outputType, new OperatorDescriptor.KeyedProcess<>(keyedProcessFunction, keying));
    }

    /** Puts all records of each key into one window, which fires when the input ends. */
    @Override
    public PartitionWindowedStream<T> fullWindowPartition() {
        return new KeyedPartitionWindowedStream<>(this);
    }

    /** Puts the records of each key into windows. */
    public <W extends Window> WindowedStream<T, KEY, W> window(WindowAssigner<? super T, W> assigner) {
        return new WindowedStream<>(this, assigner);
    }

    /** Windows in the time that {@code setStreamTimeCharacteristic} chose. */
    @Deprecated
    public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size) {
        return window(TimesOfWindows.tumbling(getExecutionEnvironment(), size));
    }

    @Deprecated
    public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size, Time slide) {
        return window(TimesOfWindows.sliding(getExecutionEnvironment(), size, slide));
    }

    /** Windows of {@code size} records of a key, which fire when they are full. */
    public WindowedStream<T, KEY, GlobalWindow> countWindow(long size) {
        return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** The last {@code size} records of a key, after each {@code slide} records. */
    public WindowedStream<T, KEY, GlobalWindow> countWindow(long size, long slide) {
        return window(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    /** Pairs records of both streams with equal keys whose timestamps lie near each other. */
    public <T1> IntervalJoin<T, T1, KEY> intervalJoin(KeyedStream<T1, KEY> otherStream) {
        return new IntervalJoin<>(this, otherStream);
    }

    /** Emits, for each record, the reduction of all records of its key so far. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        return reduce("Keyed Reduce", requireNonNull(reducer, "reducer is null"));
    }

    /** Emits, for each record, the first record of its key with the field summed up over all so far. */
    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return aggregate(SumOfField.at(getType(), positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return aggregate(SumOfField.of(getType(), field));
    }

    /** Emits, for each record, the first record of its key with the field at its smallest value so far. */
    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return aggregate(ExtremeOfField.at(getType(), positionToMin, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return aggregate(ExtremeOfField.at(getType(), positionToMax, Extreme.MAX));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.MAX));
    }

    /** Emits, for each record, the record of its key whose field is smallest so far; the first of several. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return aggregate(ExtremeOfField.at(getType(), positionToMinBy, Extreme.minRecord(first)));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.minRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return aggregate(ExtremeOfField.at(getType(), positionToMaxBy, Extreme.maxRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return aggregate(ExtremeOfField.of(getType(), field, Extreme.maxRecord(first)));
    }

    /** Emits, for each record, the aggregation of all records of its key so far. */
    protected SingleOutputStreamOperator<T> aggregate(AggregationFunction<T> aggregate) {
        return reduce("Keyed Aggregation", requireNonNull(aggregate, "aggregation is null"));
    }

    private SingleOutputStreamOperator<T> reduce(String name, ReduceFunction<T> reducer) {
        return transform(name, getType(), new OperatorDescriptor.KeyedReduce<>(reducer, keying, getType()));
    }

    @Override
    protected DataStream<T> setConnectionType(Partitioning partitioning) {
        if (partitioning instanceof Partitioning.KeyGroups) {
            // Keying anew replaces the first key, and what reads the result sees only the second.
            return super.setConnectionType(partitioning);
        }
        throw new UnsupportedOperationException("A keyed stream is partitioned by its key already: call "
                + partitioning.getClass().getSimpleName() + " on the stream before keyBy, or after the next operator");
    }

    /** Two keyed streams to be joined. */
    public static class IntervalJoin<T1, T2, KEY> {
        private final KeyedStream<T1, KEY> streamOne;
        private final KeyedStream<T2, KEY> streamTwo;
        private boolean eventTime = true;

        IntervalJoin(KeyedStream<T1, KEY> streamOne, KeyedStream<T2, KEY> streamTwo) {
            this.streamOne = requireNonNull(streamOne, "left stream is null");
            this.streamTwo = requireNonNull(streamTwo, "right stream is null");
        }

        public IntervalJoin<T1, T2, KEY> inEventTime() {
            eventTime = true;
            return this;
        }

        public IntervalJoin<T1, T2, KEY> inProcessingTime() {
            eventTime = false;
            return this;
        }

        /** Pairs records of which the right one is from {@code lowerBound} to {@code upperBound} after the left one. */
        public IntervalJoined<T1, T2, KEY> between(Duration lowerBound, Duration upperBound) {
            if (!eventTime) {
                throw new UnsupportedTimeCharacteristicException("Interval joins work in event time only");
            }
            return new IntervalJoined<>(streamOne, streamTwo, lowerBound.toMillis(), upperBound.toMillis(), true, true);
        }

        @Deprecated
        public IntervalJoined<T1, T2, KEY> between(Time lowerBound, Time upperBound) {
            return between(lowerBound.toDuration(), upperBound.toDuration());
        }
    }

    /** Two keyed streams joined over an interval of time. */
    public static class IntervalJoined<IN1, IN2, KEY> {
        private final KeyedStream<IN1, KEY> left;
        private final KeyedStream<IN2, KEY> right;
        private final long lowerBound;
        private final long upperBound;
        private boolean lowerBoundInclusive;
        private boolean upperBoundInclusive;
        private @Nullable OutputTag<IN1> leftLateData;
        private @Nullable OutputTag<IN2> rightLateData;

        /** Bounds in milliseconds. */
        public IntervalJoined(
                KeyedStream<IN1, KEY> left,
                KeyedStream<IN2, KEY> right,
                long lowerBound,
                long upperBound,
                boolean lowerBoundInclusive,
                boolean upperBoundInclusive) {
            this.left = requireNonNull(left, "left stream is null");
            this.right = requireNonNull(right, "right stream is null");
            Keys.checkSame(left.getKeyType(), right.getKeyType());
            this.lowerBound = lowerBound;
            this.upperBound = upperBound;
            this.lowerBoundInclusive = lowerBoundInclusive;
            this.upperBoundInclusive = upperBoundInclusive;
        }

        public IntervalJoined<IN1, IN2, KEY> lowerBoundExclusive() {
            lowerBoundInclusive = false;
            return this;
        }

        public IntervalJoined<IN1, IN2, KEY> upperBoundExclusive() {
            upperBoundInclusive = false;
            return this;
        }

        /** Emits late records of the left stream to a side output instead of dropping them. */
        public IntervalJoined<IN1, IN2, KEY> sideOutputLeftLateData(OutputTag<IN1> outputTag) {
            leftLateData = requireNonNull(outputTag, "outputTag is null");
            return this;
        }

        public IntervalJoined<IN1, IN2, KEY> sideOutputRightLateData(OutputTag<IN2> outputTag) {
            rightLateData = requireNonNull(outputTag, "outputTag is null");
            return this;
        }

        public <OUT> SingleOutputStreamOperator<OUT> process(ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction) {
            return process(
                    processJoinFunction,
                    OutputTypes.<OUT>ofTwo(
                            processJoinFunction, ProcessJoinFunction.class, 0, left.getType(), right.getType()));
        }

        public <OUT> SingleOutputStreamOperator<OUT> process(
                ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction, @Nullable TypeInformation<OUT> outputType) {
            long lowest = lowerBoundInclusive ? lowerBound : lowerBound + 1;
            long highest = upperBoundInclusive ? upperBound : upperBound - 1;
            if (lowest > highest) {
                throw new IllegalArgumentException("No pair can be joined: the right record's timestamp must be from "
                        + lowest + " ms to " + highest + " ms after the left one's");
            }
            return TwoInputs.transform(
                    left,
                    right,
                    "Interval Join",
                    outputType,
                    new OperatorDescriptor.IntervalJoin<>(
                            processJoinFunction,
                            new CoKeying<>(left.keying(), right.keying()),
                            left.getType(),
                            right.getType(),
                            lowest,
                            highest,
                            leftLateData,
                            rightLateData));
        }
    }
}
