package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.WindowContents;
import io.yarnflink.api.operators.windowing.AggregatedWindowFunction;
import io.yarnflink.api.operators.windowing.ReducedWindowFunction;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a stream is windowed, from which the operator is made. */
final class WindowSettings<T, K, W extends Window> {
    private static final String CONTENTS = "window-contents";

    private final KeyedStream<T, K> input;
    private final WindowAssigner<? super T, W> assigner;
    private Trigger<? super T, ? super W> trigger;
    private @Nullable Evictor<? super T, ? super W> evictor;
    private long allowedLatenessMillis;
    private @Nullable OutputTag<T> lateRecords;

    WindowSettings(KeyedStream<T, K> input, WindowAssigner<? super T, W> assigner) {
        this.input = requireNonNull(input, "stream is null");
        this.assigner = requireNonNull(assigner, "window assigner is null");
        trigger = assigner.getDefaultTrigger();
    }

    KeyedStream<T, K> input() {
        return input;
    }

    void trigger(Trigger<? super T, ? super W> newTrigger) {
        check(assigner, newTrigger);
        trigger = newTrigger;
    }

    /** Windows that merge need a trigger that can. */
    static void check(WindowAssigner<?, ?> assigner, Trigger<?, ?> newTrigger) {
        requireNonNull(newTrigger, "trigger is null");
        if (assigner instanceof MergingWindowAssigner && !newTrigger.canMerge()) {
            throw new UnsupportedOperationException(newTrigger + " cannot be used with " + assigner
                    + ", whose windows merge: the trigger's canMerge() says no");
        }
    }

    void evictor(Evictor<? super T, ? super W> newEvictor) {
        evictor = requireNonNull(newEvictor, "evictor is null");
    }

    void allowedLateness(Duration lateness) {
        check(lateness);
        allowedLatenessMillis = lateness.toMillis();
    }

    static void check(Duration lateness) {
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("The allowed lateness cannot be negative, was " + lateness);
        }
    }

    void sideOutputLateData(OutputTag<T> outputTag) {
        lateRecords = requireNonNull(outputTag, "Side output tag must not be null.");
    }

    /** Keeps all records of a window for {@code function}. */
    <R> SingleOutputStreamOperator<R> elements(
            @Nullable TypeInformation<R> outputType, ProcessWindowFunction<T, R, K, W> function) {
        return operator(
                outputType,
                new WindowContents.Elements<>(new ListStateDescriptor<>(CONTENTS, input.getType()), function));
    }

    /** Keeps the reduction of a window's records for {@code function}; all of them when there is an evictor. */
    <R> SingleOutputStreamOperator<R> reduction(
            ReduceFunction<T> reducer,
            @Nullable TypeInformation<R> outputType,
            ProcessWindowFunction<T, R, K, W> function) {
        plain(reducer, "reduce");
        if (evictor != null) {
            TypeSerializer<T> serializer = input.getType().createSerializer(input.getExecutionConfig());
            return elements(outputType, new ReducedWindowFunction<>(reducer, serializer, function));
        }
        return operator(
                outputType,
                new WindowContents.Reduction<>(
                        new ReducingStateDescriptor<>(CONTENTS, reducer, input.getType()), function));
    }

    /** Keeps an accumulator of a window's records for {@code function}; all of them when there is an evictor. */
    <A, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, V> aggregator,
            TypeInformation<A> accumulatorType,
            @Nullable TypeInformation<R> outputType,
            ProcessWindowFunction<V, R, K, W> function) {
        plain(aggregator, "aggregate");
        if (evictor != null) {
            return elements(outputType, new AggregatedWindowFunction<>(aggregator, function));
        }
        return operator(
                outputType,
                new WindowContents.Aggregate<>(
                        new AggregatingStateDescriptor<>(CONTENTS, aggregator, accumulatorType), function));
    }

    private static void plain(Function function, String method) {
        requireNonNull(function, method + " function is null");
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException("The " + method + " function of a window cannot be a RichFunction,"
                    + " but " + function.getClass().getName() + " is one; give the window function what it needs of the"
                    + " runtime instead");
        }
    }

    private <R> SingleOutputStreamOperator<R> operator(
            @Nullable TypeInformation<R> outputType, WindowContents<T, K, W, R> contents) {
        String name = assigner.getClass().getSimpleName();
        SingleOutputStreamOperator<R> result = input.transform(
                name.isEmpty() ? "Window" : name,
                outputType,
                new OperatorDescriptor.Windows<>(
                        input.keying(),
                        input.getType(),
                        assigner,
                        trigger,
                        evictor,
                        allowedLatenessMillis,
                        lateRecords,
                        contents));
        return result.setDescription(
                "Window(" + assigner + ", " + trigger + (evictor == null ? "" : ", " + evictor) + ")");
    }
}
