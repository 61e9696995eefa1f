package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Interval joins against a nested loop over all records. */
class IntervalJoinTest {
    private static final OutputTag<Tuple2<Integer, Long>> LATE_LEFT =
            new OutputTag<>("late left", Types.TUPLE(Types.INT, Types.LONG)) {};
    private static final OutputTag<Tuple2<Integer, Long>> LATE_RIGHT =
            new OutputTag<>("late right", Types.TUPLE(Types.INT, Types.LONG)) {};

    /** Joins what it gets into a line. */
    private static final class Line extends ProcessJoinFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>, String> {
        @Override
        public void processElement(
                Tuple2<Integer, Long> left, Tuple2<Integer, Long> right, Context context, Collector<String> out) {
            out.collect(left + " " + right + " " + context.getLeftTimestamp() + " " + context.getRightTimestamp());
        }
    }

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    private KeyedStream.IntervalJoin<Tuple2<Integer, Long>, Tuple2<Integer, Long>, Integer> join() {
        return env.fromData(Tuple2.of(0, 0L))
                .keyBy(event -> event.f0)
                .intervalJoin(env.fromData(Tuple2.of(0, 0L)).keyBy(event -> event.f0));
    }

    @Test
    void everyPairWithinTheBoundsMeetsOnceWithTheLaterTimestamp() throws Exception {
        for (long[] bounds : new long[][] {{-5, 10}, {0, 0}, {3, 8}, {-8, -3}}) {
            randomPairs(bounds[0], bounds[1]);
        }
    }

    private void randomPairs(long lowest, long highest) throws Exception {
        OperatorVerification<String> verification =
                OperatorVerification.verify(join().between(Duration.ofMillis(lowest), Duration.ofMillis(highest))
                        .process(new Line()));
        Random random = new Random(lowest * 31 + highest);
        List<Tuple2<Integer, Long>> left = new ArrayList<>();
        List<Tuple2<Integer, Long>> right = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Tuple2<Integer, Long> event = Tuple2.of(random.nextInt(4), i + (long) random.nextInt(10));
            if (random.nextBoolean()) {
                left.add(event);
                verification.input(event, event.f1);
            } else {
                right.add(event);
                verification.second(event, event.f1);
            }
            verification.watermark(i - 1);
        }
        List<StreamRecord<?>> expected = new ArrayList<>();
        for (Tuple2<Integer, Long> one : left) {
            for (Tuple2<Integer, Long> other : right) {
                if (one.f0.equals(other.f0) && other.f1 >= one.f1 + lowest && other.f1 <= one.f1 + highest) {
                    expected.add(new StreamRecord<>(
                            one + " " + other + " " + one.f1 + " " + other.f1, Math.max(one.f1, other.f1)));
                }
            }
        }
        assertThat(expected).isNotEmpty();
        verification.end().expectRecords(expected).run();
    }

    @Test
    void boundsGoNoFurtherThanTheEndsOfTime() throws Exception {
        long first = Long.MIN_VALUE + 1;
        long last = Long.MAX_VALUE - 1;
        OperatorVerification.verify(join().between(Duration.ofMillis(-5), Duration.ofMillis(10))
                        .process(new Line()))
                .input(Tuple2.of(1, first), first)
                .second(Tuple2.of(1, first + 3), first + 3)
                .watermark(0)
                .input(Tuple2.of(1, last - 3), last - 3)
                .second(Tuple2.of(1, last), last)
                .end()
                .expect(
                        Tuple2.of(1, first) + " " + Tuple2.of(1, first + 3) + " " + first + " " + (first + 3),
                        Tuple2.of(1, last - 3) + " " + Tuple2.of(1, last) + " " + (last - 3) + " " + last)
                .run();
    }

    @Test
    void theFunctionMayHaveStatesOfAnyName() throws Exception {
        OperatorVerification.verify(join().between(Duration.ofMillis(0), Duration.ofMillis(9))
                        .process(new Counting()))
                .input(Tuple2.of(1, 1L), 1)
                .second(Tuple2.of(1, 2L), 2)
                .second(Tuple2.of(1, 3L), 3)
                .end()
                .expect("1", "2")
                .run();
    }

    /** Counts the pairs of a key, in a state whose name is any. */
    private static final class Counting
            extends ProcessJoinFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>, String> {
        @Override
        public void processElement(
                Tuple2<Integer, Long> left, Tuple2<Integer, Long> right, Context context, Collector<String> out)
                throws Exception {
            ReducingState<Long> pairs =
                    getRuntimeContext().getReducingState(new ReducingStateDescriptor<>("left", Long::sum, Types.LONG));
            pairs.add(1L);
            out.collect(String.valueOf(pairs.get()));
        }
    }

    @Test
    void boundsMayBeExclusive() throws Exception {
        OperatorVerification.verify(join().between(Duration.ofMillis(-1), Duration.ofMillis(1))
                        .lowerBoundExclusive()
                        .upperBoundExclusive()
                        .process(new Line()))
                .input(Tuple2.of(1, 10L), 10)
                .second(Tuple2.of(1, 9L), 9)
                .second(Tuple2.of(1, 10L), 10)
                .second(Tuple2.of(1, 11L), 11)
                .end()
                .expect("(1,10) (1,10) 10 10")
                .run();
    }

    @Test
    void recordsBehindTheWatermarkAreDroppedOrGoToTheirSideOutputs() throws Exception {
        OperatorVerification.verify(join().between(Duration.ofMillis(-5), Duration.ofMillis(5))
                        .sideOutputLeftLateData(LATE_LEFT)
                        .sideOutputRightLateData(LATE_RIGHT)
                        .process(new Line()))
                .input(Tuple2.of(1, 10L), 10)
                .watermark(12)
                .input(Tuple2.of(1, 11L), 11)
                .second(Tuple2.of(1, 11L), 11)
                .second(Tuple2.of(1, 12L), 12)
                .end()
                .expect("(1,10) (1,12) 10 12")
                .expectSide(LATE_LEFT, List.of(Tuple2.of(1, 11L)))
                .expectSide(LATE_RIGHT, List.of(Tuple2.of(1, 11L)))
                .run();
    }

    @Test
    void buffersAreEmptyOnceTheirRecordsCannotMeetOthers() throws Exception {
        try (var harness = TwoInputStreamOperatorTestHarness.<Tuple2<Integer, Long>, Tuple2<Integer, Long>, String>of(
                join().between(Duration.ofMillis(-5), Duration.ofMillis(7)).process(new Line()))) {
            harness.open();
            harness.processElement1(Tuple2.of(1, 10L), 10);
            harness.processElement2(Tuple2.of(1, 12L), 12);
            harness.processBothWatermarks(new Watermark(16));
            assertThat(harness.numEventTimeTimers()).isEqualTo(2);
            harness.processBothWatermarks(new Watermark(17));
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void recordsWithoutTimestampsAndMissingBoundsAreExplained() throws Exception {
        try (var harness = TwoInputStreamOperatorTestHarness.<Tuple2<Integer, Long>, Tuple2<Integer, Long>, String>of(
                join().between(Duration.ofMillis(-5), Duration.ofMillis(5)).process(new Line()))) {
            harness.open();
            assertThatThrownBy(() -> harness.processElement1(new StreamRecord<>(Tuple2.of(1, 10L))))
                    .hasMessageContaining("assignTimestampsAndWatermarks");
        }
        assertThatThrownBy(() -> join().between(Duration.ofMillis(5), Duration.ofMillis(-5))
                        .process(new Line()))
                .hasMessageContaining("from 5 ms to -5 ms");
    }
}
