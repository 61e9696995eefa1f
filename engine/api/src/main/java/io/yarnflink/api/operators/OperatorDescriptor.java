package io.yarnflink.api.operators;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SupportsCommitter;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategy;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.CoFlatMapFunction;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator does; travels in the job graph as opaque bytes and becomes a running operator in a TaskManager. */
public sealed interface OperatorDescriptor extends Serializable {

    /** Whether records of this input, 0 or 1, must come partitioned by key. */
    default boolean isKeyed(int input) {
        return false;
    }

    /** Whether it has no input, so that a program can begin with it. */
    default boolean isSource() {
        return false;
    }

    /** Whether it ends by itself, or as its inputs end. */
    default boolean isBounded() {
        return true;
    }

    /** Whether it emits nothing. */
    default boolean isSink() {
        return false;
    }

    /** What works in the context of each record's key. */
    sealed interface OnKeyed<T, K> extends OperatorDescriptor {
        Keying<T, K> keying();

        @Override
        default boolean isKeyed(int input) {
            return true;
        }
    }

    /** What has two inputs. */
    sealed interface OnTwoInputs<A, B> extends OperatorDescriptor {
        /** How keys are found on both inputs; null when records need none. */
        @Nullable
        CoKeying<A, B, ?> keying();

        @Override
        default boolean isKeyed(int input) {
            return keying() != null;
        }
    }

    record SourceRead<T>(Source<T, ?, ?> source, WatermarkStrategy<T> watermarks) implements OperatorDescriptor {
        /** Reads without making watermarks. */
        public SourceRead(Source<T, ?, ?> source) {
            this(source, WatermarkStrategy.noWatermarks());
        }

        @Override
        public boolean isSource() {
            return true;
        }

        @Override
        public boolean isBounded() {
            return source.getBoundedness() == Boundedness.BOUNDED;
        }
    }

    /** Runs a loop that emits; {@code boundedness} says whether it ends by itself. */
    record SourceLoop<T>(SourceFunction<T> function, Boundedness boundedness) implements OperatorDescriptor {
        @Override
        public boolean isBounded() {
            return boundedness == Boundedness.BOUNDED;
        }

        @Override
        public boolean isSource() {
            return true;
        }
    }

    record Map<I, O>(MapFunction<I, O> function) implements OperatorDescriptor {}

    record FlatMap<I, O>(FlatMapFunction<I, O> function) implements OperatorDescriptor {}

    record Filter<T>(FilterFunction<T> function) implements OperatorDescriptor {}

    record Process<I, O>(ProcessFunction<I, O> function) implements OperatorDescriptor {}

    /** Lets a function that is not made for keys use the state of each record's key. */
    record Keyed<I, K>(OperatorDescriptor operator, Keying<I, K> keying) implements OnKeyed<I, K> {}

    record KeyedProcess<K, I, O>(KeyedProcessFunction<K, I, O> function, Keying<I, K> keying)
            implements OnKeyed<I, K> {}

    /** Emits the running reduction of each key. */
    record KeyedReduce<K, T>(ReduceFunction<T> function, Keying<T, K> keying, TypeInformation<T> valueType)
            implements OnKeyed<T, K> {}

    /** Gives records their time and makes watermarks. */
    record AssignTime<T>(WatermarkStrategy<T> watermarks) implements OperatorDescriptor {}

    record Windows<K, T, W extends Window, O>(
            Keying<T, K> keying,
            TypeInformation<T> type,
            WindowAssigner<? super T, W> assigner,
            Trigger<? super T, ? super W> trigger,
            @Nullable Evictor<? super T, ? super W> evictor,
            long allowedLatenessMillis,
            @Nullable OutputTag<T> lateRecords,
            WindowContents<T, K, W, O> contents)
            implements OnKeyed<T, K> {}

    /** Asks another system about each record; {@code ordered} results keep the order of the records. */
    record AsyncWait<I, O>(
            AsyncFunction<I, O> function,
            TypeInformation<I> inputType,
            boolean ordered,
            long timeoutMillis,
            int capacity,
            AsyncRetryStrategy<O> retry)
            implements OperatorDescriptor {}

    /** Runs an operator of the program's own. */
    record Custom<I, O>(OneInputStreamOperatorFactory<I, O> factory) implements OperatorDescriptor {}

    /** Runs an operator of the program's own with two inputs. */
    record CustomOfTwo<A, B, O>(
            TwoInputStreamOperatorFactory<A, B, O> factory,
            @Nullable CoKeying<A, B, ?> keying) implements OnTwoInputs<A, B> {}

    record CoMap<A, B, O>(
            CoMapFunction<A, B, O> function, @Nullable CoKeying<A, B, ?> keying) implements OnTwoInputs<A, B> {}

    record CoFlatMap<A, B, O>(
            CoFlatMapFunction<A, B, O> function, @Nullable CoKeying<A, B, ?> keying) implements OnTwoInputs<A, B> {}

    record CoProcess<A, B, O>(
            CoProcessFunction<A, B, O> function, @Nullable CoKeying<A, B, ?> keying) implements OnTwoInputs<A, B> {}

    record KeyedCoProcess<A, B, O>(
            KeyedCoProcessFunction<?, A, B, O> function,
            @Nullable CoKeying<A, B, ?> keying) implements OnTwoInputs<A, B> {}

    /** Pairs records whose right timestamp is from {@code lowest} to {@code highest} milliseconds after the left one. */
    record IntervalJoin<K, A, B, O>(
            ProcessJoinFunction<A, B, O> function,
            CoKeying<A, B, K> keying,
            TypeInformation<A> leftType,
            TypeInformation<B> rightType,
            long lowest,
            long highest,
            @Nullable OutputTag<A> lateLeft,
            @Nullable OutputTag<B> lateRight)
            implements OnTwoInputs<A, B> {}

    /** The second input is broadcast. */
    record BroadcastProcess<A, B, O>(
            BroadcastProcessFunction<A, B, O> function, List<MapStateDescriptor<?, ?>> broadcastStates)
            implements OperatorDescriptor {}

    /** The first input is keyed, the second broadcast. */
    record KeyedBroadcastProcess<K, A, B, O>(
            KeyedBroadcastProcessFunction<K, A, B, O> function,
            Keying<A, K> keying,
            List<MapStateDescriptor<?, ?>> broadcastStates)
            implements OperatorDescriptor {
        @Override
        public boolean isKeyed(int input) {
            return input == 0;
        }
    }

    /** {@code sinkId} is unique within the program; {@code type} is that of the records, where it is known. */
    record Write<T>(Sink<T> sink, String sinkId, @Nullable TypeInformation<T> type) implements OperatorDescriptor {
        /** The only sink of its program. */
        public Write(Sink<T> sink) {
            this(sink, "sink", null);
        }

        /** Whether what it writes is committed. */
        public boolean commits() {
            return sink instanceof SupportsCommitter;
        }

        @Override
        public boolean isSink() {
            return true;
        }
    }

    /** Hands records to a function. */
    record Invoke<T>(SinkFunction<T> function) implements OperatorDescriptor {
        @Override
        public boolean isSink() {
            return true;
        }
    }

    /** Prints records to the TaskManager's standard output or error. */
    record Print(String sinkIdentifier, boolean toStandardError) implements OperatorDescriptor {
        @Override
        public boolean isSink() {
            return true;
        }
    }

    /** Sends records back to the client under {@code resultId}. */
    record Collect<T>(String resultId, TypeInformation<T> type) implements OperatorDescriptor {
        @Override
        public boolean isSink() {
            return true;
        }
    }
}
