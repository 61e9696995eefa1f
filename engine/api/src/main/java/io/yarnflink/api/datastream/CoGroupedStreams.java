package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.operators.windowing.CoGroupWindowFunction;
import io.yarnflink.api.operators.windowing.TaggedUnion;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import io.yarnflink.api.windowing.assigners.WindowAssigner;
import io.yarnflink.api.windowing.evictors.Evictor;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.Window;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two streams whose records of one key and window are handled together, also where one side has none. */
public class CoGroupedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;

    public CoGroupedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        this.input1 = requireNonNull(input1, "first stream is null");
        this.input2 = requireNonNull(input2, "second stream is null");
    }

    /** The key of the first stream's records. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        return where(keySelector, Keys.typeOf(keySelector, input1));
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
        return new Where<>(
                requireNonNull(keySelector, "key selector is null"), requireNonNull(keyType, "key type is null"));
    }

    /** The first stream's key is known. */
    public final class Where<KEY> {
        private final KeySelector<T1, KEY> keySelector1;
        private final TypeInformation<KEY> keyType;

        private Where(KeySelector<T1, KEY> keySelector1, TypeInformation<KEY> keyType) {
            this.keySelector1 = keySelector1;
            this.keyType = keyType;
        }

        /** The key of the second stream's records. */
        public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
            return equalTo(keySelector, Keys.typeOf(keySelector, input2));
        }

        public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> otherKeyType) {
            Keys.checkSame(keyType, otherKeyType);
            return new EqualTo(requireNonNull(keySelector, "key selector is null"));
        }

        /** Both keys are known. */
        public final class EqualTo {
            private final KeySelector<T2, KEY> keySelector2;

            private EqualTo(KeySelector<T2, KEY> keySelector2) {
                this.keySelector2 = keySelector2;
            }

            public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                    WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
                return new WithWindow<>(
                        input1, input2, keySelector1, keySelector2, keyType, assigner, null, null, (Duration) null);
            }
        }
    }

    /** Both streams as one, keyed. */
    private record BothKeyed<T1, T2, KEY>(
            DataStream<T1> input1,
            DataStream<T2> input2,
            KeySelector<T1, KEY> keySelector1,
            KeySelector<T2, KEY> keySelector2,
            TypeInformation<KEY> keyType) {
        KeyedStream<TaggedUnion<T1, T2>, KEY> united() {
            TypeInformation<TaggedUnion<T1, T2>> union = new TaggedUnionTypeInfo<>(input1.getType(), input2.getType());
            DataStream<TaggedUnion<T1, T2>> ones = sameParallelism(input1, input1.map(TaggedUnion::one, union));
            DataStream<TaggedUnion<T1, T2>> twos = sameParallelism(input2, input2.map(TaggedUnion::two, union));
            return ones.union(twos).keyBy(new UnionKeySelector<>(keySelector1, keySelector2), keyType);
        }

        private static <A, B> DataStream<B> sameParallelism(DataStream<A> input, SingleOutputStreamOperator<B> tagged) {
            int parallelism = input.getTransformation().parallelism();
            return parallelism == ExecutionConfig.PARALLELISM_DEFAULT ? tagged : tagged.setParallelism(parallelism);
        }
    }

    /** The key of a record by its side. */
    private record UnionKeySelector<T1, T2, KEY>(KeySelector<T1, KEY> one, KeySelector<T2, KEY> two)
            implements KeySelector<TaggedUnion<T1, T2>, KEY> {
        @Override
        @SuppressWarnings("NullAway") // A record's own side is set; null in it is the program's null.
        public KEY getKey(TaggedUnion<T1, T2> value) throws Exception {
            return value.isOne() ? one.getKey(value.one()) : two.getKey(value.two());
        }
    }

    /** What release 1 promises of {@code apply}, so that programs compiled for it find it. */
    private interface Applied<T1, T2> {
        <T> DataStream<T> apply(CoGroupFunction<T1, T2, T> function);

        <T> DataStream<T> apply(CoGroupFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType);
    }

    /** Keys and windows are known. */
    public static class WithWindow<T1, T2, KEY, W extends Window> implements Applied<T1, T2> {
        private final BothKeyed<T1, T2, KEY> both;
        private final WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner;
        private final @Nullable Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger;
        private final @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor;
        private final @Nullable Duration allowedLateness;

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
            this(
                    new BothKeyed<>(input1, input2, keySelector1, keySelector2, keyType),
                    windowAssigner,
                    trigger,
                    evictor,
                    allowedLateness);
        }

        private WithWindow(
                BothKeyed<T1, T2, KEY> both,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner,
                @Nullable Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger,
                @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor,
                @Nullable Duration allowedLateness) {
            this.both = both;
            this.assigner = requireNonNull(assigner, "window assigner is null");
            if (trigger != null) {
                WindowSettings.check(assigner, trigger);
            }
            if (allowedLateness != null) {
                WindowSettings.check(allowedLateness);
            }
            this.trigger = trigger;
            this.evictor = evictor;
            this.allowedLateness = allowedLateness;
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
            return new WithWindow<>(
                    both, assigner, requireNonNull(newTrigger, "trigger is null"), evictor, allowedLateness);
        }

        public WithWindow<T1, T2, KEY, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            return new WithWindow<>(
                    both, assigner, trigger, requireNonNull(newEvictor, "evictor is null"), allowedLateness);
        }

        /** Keeps windows of event time for so long after their end. */
        public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
            return new WithWindow<>(both, assigner, trigger, evictor, newLateness);
        }

        @Deprecated
        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(newLateness.toDuration());
        }

        /** Hands the records of both sides to {@code function}. */
        @Override
        public <T> SingleOutputStreamOperator<T> apply(CoGroupFunction<T1, T2, T> function) {
            return apply(function, OutputTypes.<T>ofTwo(function, CoGroupFunction.class, 0, type1(), type2()));
        }

        @Override
        public <T> SingleOutputStreamOperator<T> apply(
                CoGroupFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return windows().process(new CoGroupWindowFunction<>(function), resultType);
        }

        private WindowedStream<TaggedUnion<T1, T2>, KEY, W> windows() {
            WindowedStream<TaggedUnion<T1, T2>, KEY, W> windows = both.united().window(assigner);
            if (trigger != null) {
                windows.trigger(trigger);
            }
            if (evictor != null) {
                windows.evictor(evictor);
            }
            if (allowedLateness != null) {
                windows.allowedLateness(allowedLateness);
            }
            return windows;
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(CoGroupFunction<T1, T2, T> function) {
            return apply(function);
        }

        @Deprecated
        public <T> SingleOutputStreamOperator<T> with(
                CoGroupFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function, resultType);
        }

        TypeInformation<T1> type1() {
            return both.input1().getType();
        }

        TypeInformation<T2> type2() {
            return both.input2().getType();
        }
    }

    /** Writes which side a record is of, and the record; nulls too. */
    @SuppressWarnings("NullAway") // The serializers inside take null.
    static final class UnionSerializer<A, B> extends TypeSerializer<TaggedUnion<A, B>> {
        private final TypeSerializer<A> one;
        private final TypeSerializer<B> two;

        UnionSerializer(TypeSerializer<A> one, TypeSerializer<B> two) {
            this.one = NullableSerializer.of(one);
            this.two = NullableSerializer.of(two);
        }

        @Override
        public boolean isImmutableType() {
            return one.isImmutableType() && two.isImmutableType();
        }

        @Override
        public TypeSerializer<TaggedUnion<A, B>> duplicate() {
            return new UnionSerializer<>(one.duplicate(), two.duplicate());
        }

        @Override
        public TaggedUnion<A, B> createInstance() {
            return new TaggedUnion<>(true, null, null);
        }

        @Override
        public TaggedUnion<A, B> copy(TaggedUnion<A, B> from) {
            return from.isOne() ? TaggedUnion.one(one.copy(from.one())) : TaggedUnion.two(two.copy(from.two()));
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(TaggedUnion<A, B> value, DataOutputView target) throws IOException {
            target.writeBoolean(value.isOne());
            if (value.isOne()) {
                one.serialize(value.one(), target);
            } else {
                two.serialize(value.two(), target);
            }
        }

        @Override
        public TaggedUnion<A, B> deserialize(DataInputView source) throws IOException {
            return source.readBoolean()
                    ? TaggedUnion.one(one.deserialize(source))
                    : TaggedUnion.two(two.deserialize(source));
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            boolean isOne = source.readBoolean();
            target.writeBoolean(isOne);
            if (isOne) {
                one.copy(source, target);
            } else {
                two.copy(source, target);
            }
        }

        @Override
        public TypeSerializerSnapshot<TaggedUnion<A, B>> snapshotConfiguration() {
            return new UnionSerializerSnapshot<>(this);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof UnionSerializer<?, ?> that && one.equals(that.one) && two.equals(that.two);
        }

        @Override
        public int hashCode() {
            return 31 * one.hashCode() + two.hashCode();
        }
    }

    /** The snapshots of both sides. */
    public static class UnionSerializerSnapshot<A, B>
            extends CompositeTypeSerializerSnapshot<TaggedUnion<A, B>, UnionSerializer<A, B>> {
        /** To be read. */
        public UnionSerializerSnapshot() {}

        UnionSerializerSnapshot(UnionSerializer<A, B> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(UnionSerializer<A, B> serializer) {
            return new TypeSerializer<?>[] {serializer.one, serializer.two};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializers come back from where they were taken.
        protected UnionSerializer<A, B> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new UnionSerializer<>((TypeSerializer<A>) nested[0], (TypeSerializer<B>) nested[1]);
        }

        @Override
        protected String nestedName(int index) {
            return index == 0 ? "a record of the first input" : "a record of the second input";
        }
    }
}
