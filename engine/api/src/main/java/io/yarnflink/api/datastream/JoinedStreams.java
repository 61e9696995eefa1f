package io.yarnflink.api.datastream;

import io.yarnflink.api.functions.FlatJoinFunction;
import io.yarnflink.api.functions.JoinFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.operators.windowing.FlatJoinedPairs;
import io.yarnflink.api.operators.windowing.JoinedPairs;
import io.yarnflink.api.operators.windowing.TaggedUnion;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two streams of which each pair of records of one key and window is handled. */
public class JoinedStreams<T1, T2> {
    private final CoGroupedStreams<T1, T2> groups;

    public JoinedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        groups = new CoGroupedStreams<>(input1, input2);
    }

    /** The key of the first stream's records. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        return new Where<>(groups.where(keySelector));
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
        return new Where<>(groups.where(keySelector, keyType));
    }

    /** The first stream's key is known. */
    public final class Where<KEY> {
        private final CoGroupedStreams<T1, T2>.Where<KEY> where;

        private Where(CoGroupedStreams<T1, T2>.Where<KEY> where) {
            this.where = where;
        }

        /** The key of the second stream's records. */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
            return new EqualTo(where.equalTo(keySelector));
        }

        public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> keyType) {
            return new EqualTo(where.equalTo(keySelector, keyType));
        }

        /** Both keys are known. */
        public final class EqualTo {
            private final CoGroupedStreams<T1, T2>.Where<KEY>.EqualTo equalTo;

            private EqualTo(CoGroupedStreams<T1, T2>.Where<KEY>.EqualTo equalTo) {
                this.equalTo = equalTo;
            }

            public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(equalTo.window(assigner));
            }
        }
    }

    /** What release 1 promises of {@code apply}, so that programs compiled for it find it. */
    private interface Applied<T1, T2> {
        <T> DataStream<T> apply(JoinFunction<T1, T2, T> function);

        <T> DataStream<T> apply(JoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType);

        <T> DataStream<T> apply(FlatJoinFunction<T1, T2, T> function);

        <T> DataStream<T> apply(FlatJoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType);
    }

    /** Keys and windows are known. */
    public static class WithWindow<T1, T2, KEY, W extends Window> implements Applied<T1, T2> {
        private final CoGroupedStreams.WithWindow<T1, T2, KEY, W> groups;

        private WithWindow(CoGroupedStreams.WithWindow<T1, T2, KEY, W> groups) {
            this.groups = groups;
        }

        /** What is null is as if it were not set. */
        protected WithWindow(
                DataStream<T1> input1,
                DataStream<T2> input2,
                KeySelector<T1, KEY> keySelector1,
                KeySelector<T2, KEY> keySelector2,
                TypeInformation<KEY> keyType,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> windowAssigner,
                @Nullable Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger,
                @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor,
                @Nullable Duration allowedLateness) {
            this(new CoGroupedStreams.WithWindow<>(
                    input1,
                    input2,
                    keySelector1,
                    keySelector2,
                    keyType,
                    windowAssigner,
                    trigger,
                    evictor,
                    allowedLateness));
        }

        @Deprecated
        protected WithWindow(
                DataStream<T1> input1,
                DataStream<T2> input2,
                KeySelector<T1, KEY> keySelector1,
                KeySelector<T2, KEY> keySelector2,
                TypeInformation<KEY> keyType,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> windowAssigner,
                @Nullable Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger,
                @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor,
                @Nullable Time allowedLateness) {
            this(
                    input1,
                    input2,
                    keySelector1,
                    keySelector2,
                    keyType,
                    windowAssigner,
                    trigger,
                    evictor,
                    allowedLateness == null ? null : allowedLateness.toDuration());
        }

        /** Replaces the assigner's own trigger. */
        public WithWindow<T1, T2, KEY, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            return new WithWindow<>(groups.trigger(newTrigger));
        }

        public WithWindow<T1, T2, KEY, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            return new WithWindow<>(groups.evictor(newEvictor));
        }

        /** Keeps windows of event time for so long after their end. */
        public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
            return new WithWindow<>(groups.allowedLateness(newLateness));
        }

        @Deprecated
        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Makes one record of each pair; its timestamp is the window's last. */
        @Override
        public <T> SingleOutputStreamOperator<T> apply(JoinFunction<T1, T2, T> function) {
            return apply(
                    function, OutputTypes.<T>ofTwo(function, JoinFunction.class, 0, groups.type1(), groups.type2()));
        }

        @Override
        public <T> SingleOutputStreamOperator<T> apply(
                JoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return groups.apply(new JoinedPairs<>(function), resultType);
        }

        /** Makes any number of records of each pair. */
        @Override
        public <T> SingleOutputStreamOperator<T> apply(FlatJoinFunction<T1, T2, T> function) {
            return apply(
                    function,
                    OutputTypes.<T>ofTwo(function, FlatJoinFunction.class, 0, groups.type1(), groups.type2()));
        }

        @Override
        public <T> SingleOutputStreamOperator<T> apply(
                FlatJoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return groups.apply(new FlatJoinedPairs<>(function), resultType);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(JoinFunction<T1, T2, T> function) {
            return apply(function);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(
                JoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function, resultType);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(FlatJoinFunction<T1, T2, T> function) {
            return apply(function);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(
                FlatJoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function, resultType);
        }
    }
}
