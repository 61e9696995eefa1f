package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.aggregation.ExtremeOfField;
import io.yarnflink.api.functions.aggregation.ExtremeOfField.Extreme;
import io.yarnflink.api.functions.aggregation.SumOfField;
import io.yarnflink.api.functions.windowing.AllWindowFunction;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.operators.windowing.AppliedAllWindowFunction;
import io.yarnflink.api.operators.windowing.PassThroughWindowFunction;
import io.yarnflink.api.operators.windowing.ProcessedAllWindowFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stream without keys whose records are put into windows, in one subtask. */
public class AllWindowedStream<T, W extends Window> {
    private final WindowSettings<T, Byte, W> settings;

    public AllWindowedStream(DataStream<T> input, WindowAssigner<? super T, W> windowAssigner) {
        settings = new WindowSettings<>(new KeyedStream<>(input, new OneKey<>(), Types.BYTE), windowAssigner);
    }

    /** Gives every record the same key. */
    private static final class OneKey<T> implements KeySelector<T, Byte> {
        @Override
        public Byte getKey(T value) {
            return 0;
        }
    }

    private static <R> SingleOutputStreamOperator<R> inOneSubtask(SingleOutputStreamOperator<R> operator) {
        return operator.forceNonParallel();
    }

    /** Replaces the assigner's own trigger. */
    public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
        settings.trigger(trigger);
        return this;
    }

    /** Keeps windows of event time for so long after their end; each later record fires them again. */
    public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
        settings.allowedLateness(lateness);
        return this;
    }

    @Deprecated
    public AllWindowedStream<T, W> allowedLateness(Time lateness) {
        return allowedLateness(lateness.toDuration());
    }

    /** Emits records that are later than allowed to a side output instead of dropping them. */
    public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
        settings.sideOutputLateData(outputTag);
        return this;
    }

    /** Leaves out records when windows fire; windows then keep all their records. */
    public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
        settings.evictor(evictor);
        return this;
    }

    /** Emits one record per window, the reduction of all. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
        return inOneSubtask(settings.reduction(function, getInputType(), new PassThroughWindowFunction<>()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function, outputOf(function, getInputType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            AllWindowFunction<T, R, W> function,
            @Nullable TypeInformation<R> resultType) {
        return inOneSubtask(settings.reduction(reduceFunction, resultType, new AppliedAllWindowFunction<>(function)));
    }

    /** Reduces each window's records as they come, and hands the result to {@code function}. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function, outputOf(function, getInputType()));
    }

    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            ProcessAllWindowFunction<T, R, W> function,
            @Nullable TypeInformation<R> resultType) {
        return inOneSubtask(settings.reduction(reduceFunction, resultType, new ProcessedAllWindowFunction<>(function)));
    }

    /** Emits one result per window. */
    public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
        return inOneSubtask(settings.aggregate(
                function,
                AggregateTypes.accumulator(function, getInputType()),
                AggregateTypes.result(function, getInputType()),
                new PassThroughWindowFunction<>()));
    }

    public <ACC, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, R> function,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        return inOneSubtask(
                settings.aggregate(function, accumulatorType, resultType, new PassThroughWindowFunction<>()));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, AllWindowFunction<V, R, W> windowFunction) {
        TypeInformation<V> aggregated = AggregateTypes.knownResult(aggFunction, getInputType());
        return inOneSubtask(settings.aggregate(
                aggFunction,
                AggregateTypes.accumulator(aggFunction, getInputType()),
                outputOf(windowFunction, aggregated),
                new AppliedAllWindowFunction<>(windowFunction)));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            AllWindowFunction<V, R, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<R> resultType) {
        return inOneSubtask(settings.aggregate(
                aggregateFunction, accumulatorType, resultType, new AppliedAllWindowFunction<>(windowFunction)));
    }

    /** Aggregates each window's records as they come, and hands the result to {@code windowFunction}. */
    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggFunction, ProcessAllWindowFunction<V, R, W> windowFunction) {
        TypeInformation<V> aggregated = AggregateTypes.knownResult(aggFunction, getInputType());
        return inOneSubtask(settings.aggregate(
                aggFunction,
                AggregateTypes.accumulator(aggFunction, getInputType()),
                outputOf(windowFunction, aggregated),
                new ProcessedAllWindowFunction<>(windowFunction)));
    }

    public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, ACC, V> aggregateFunction,
            ProcessAllWindowFunction<V, R, W> windowFunction,
            TypeInformation<ACC> accumulatorType,
            TypeInformation<V> aggregateResultType,
            TypeInformation<R> resultType) {
        requireNonNull(aggregateResultType, "aggregate result type is null");
        return inOneSubtask(settings.aggregate(
                aggregateFunction, accumulatorType, resultType, new ProcessedAllWindowFunction<>(windowFunction)));
    }

    /** Hands each window's records to {@code function}. */
    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
        return apply(function, outputOf(function, getInputType()));
    }

    public <R> SingleOutputStreamOperator<R> apply(
            AllWindowFunction<T, R, W> function, @Nullable TypeInformation<R> resultType) {
        return inOneSubtask(settings.elements(resultType, new AppliedAllWindowFunction<>(function)));
    }

    /** As {@link #reduce(ReduceFunction, AllWindowFunction)}. */
    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function);
    }

    @Deprecated
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction,
            AllWindowFunction<T, R, W> function,
            @Nullable TypeInformation<R> resultType) {
        return reduce(reduceFunction, function, resultType);
    }

    /** Hands each window's records to {@code function}. */
    public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
        return process(function, outputOf(function, getInputType()));
    }

    public <R> SingleOutputStreamOperator<R> process(
            ProcessAllWindowFunction<T, R, W> function, @Nullable TypeInformation<R> resultType) {
        return inOneSubtask(settings.elements(resultType, new ProcessedAllWindowFunction<>(function)));
    }

    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return reduce(SumOfField.at(getInputType(), positionToSum));
    }

    public SingleOutputStreamOperator<T> sum(String field) {
        return reduce(SumOfField.of(getInputType(), field));
    }

    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return reduce(ExtremeOfField.at(getInputType(), positionToMin, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> min(String field) {
        return reduce(ExtremeOfField.of(getInputType(), field, Extreme.MIN));
    }

    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return reduce(ExtremeOfField.at(getInputType(), positionToMax, Extreme.MAX));
    }

    public SingleOutputStreamOperator<T> max(String field) {
        return reduce(ExtremeOfField.of(getInputType(), field, Extreme.MAX));
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return reduce(ExtremeOfField.at(getInputType(), positionToMinBy, Extreme.minRecord(first)));
    }

    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return reduce(ExtremeOfField.of(getInputType(), field, Extreme.minRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return reduce(ExtremeOfField.at(getInputType(), positionToMaxBy, Extreme.maxRecord(first)));
    }

    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return reduce(ExtremeOfField.of(getInputType(), field, Extreme.maxRecord(first)));
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return settings.input().getExecutionEnvironment();
    }

    public TypeInformation<T> getInputType() {
        return settings.input().getType();
    }

    private static <R> @Nullable TypeInformation<R> outputOf(
            AllWindowFunction<?, R, ?> function, TypeInformation<?> in) {
        return OutputTypes.of(function, AllWindowFunction.class, 0, 1, in);
    }

    private static <R> @Nullable TypeInformation<R> outputOf(
            ProcessAllWindowFunction<?, R, ?> function, TypeInformation<?> in) {
        return OutputTypes.of(function, ProcessAllWindowFunction.class, 0, 1, in);
    }
}
