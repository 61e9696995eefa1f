package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.PartitionWindowedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapPartitionFunction;
import io.yarnflink.api.operators.Order;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Windows that hold all records of a subtask or key and fire when the input ends. */
class PartitionWindowsTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    private final DataStream<Tuple2<String, Integer>> rows = env.fromData(Tuple2.of("", 0));
    private final PartitionWindowedStream<Tuple2<String, Integer>> ofSubtasks = rows.fullWindowPartition();
    private final PartitionWindowedStream<Tuple2<String, Integer>> ofKeys =
            rows.keyBy(row -> row.f0, Types.STRING).fullWindowPartition();

    /** What comes out for (a,3), (b,1), (a,2) and (b,5). */
    private static <R> OperatorVerification<R> given(SingleOutputStreamOperator<R> made) {
        return OperatorVerification.verify(made)
                .inputs(Tuple2.of("a", 3), Tuple2.of("b", 1))
                .watermark(100)
                .inputs(Tuple2.of("a", 2), Tuple2.of("b", 5));
    }

    private static <R> void expectOfSubtasks(SingleOutputStreamOperator<R> made, List<R> expected) throws Exception {
        given(made).alone().expect(List.of()).run();
        given(made).alone().end().expect(expected).run();
    }

    private static <R> void expectOfKeys(SingleOutputStreamOperator<R> made, List<R> expected) throws Exception {
        given(made).expect(List.of()).run();
        given(made).end().expect(expected).run();
    }

    /** All values of a partition in one line. */
    private static final class Line extends RichMapPartitionFunction<Tuple2<String, Integer>, String> {
        private String start = "";

        @Override
        public void open(OpenContext context) {
            start = "values";
        }

        @Override
        public void mapPartition(Iterable<Tuple2<String, Integer>> values, Collector<String> out) {
            StringBuilder line = new StringBuilder(start);
            values.forEach(value -> line.append(' ').append(value.f1));
            out.collect(line.toString());
        }
    }

    @Test
    void aFunctionGetsAllRecordsInTheirOrder() throws Exception {
        expectOfSubtasks(ofSubtasks.mapPartition(new Line()), List.of("values 3 1 2 5"));
        expectOfKeys(ofKeys.mapPartition(new Line()), List.of("values 3 2", "values 1 5"));
    }

    @Test
    void recordsAreReducedToOne() throws Exception {
        expectOfSubtasks(
                ofSubtasks.reduce((one, other) -> Tuple2.of(one.f0 + other.f0, one.f1 + other.f1)),
                List.of(Tuple2.of("abab", 11)));
        expectOfKeys(
                ofKeys.reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1)),
                List.of(Tuple2.of("a", 5), Tuple2.of("b", 6)));
    }

    /** The mean of the values, from their sum and count. */
    private static final class Mean
            implements AggregateFunction<Tuple2<String, Integer>, Tuple2<Integer, Integer>, Double> {
        @Override
        public Tuple2<Integer, Integer> createAccumulator() {
            return Tuple2.of(0, 0);
        }

        @Override
        public Tuple2<Integer, Integer> add(Tuple2<String, Integer> value, Tuple2<Integer, Integer> accumulator) {
            return Tuple2.of(accumulator.f0 + value.f1, accumulator.f1 + 1);
        }

        @Override
        public Double getResult(Tuple2<Integer, Integer> accumulator) {
            return accumulator.f1 == 0 ? -1.0 : (double) accumulator.f0 / accumulator.f1;
        }

        @Override
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    @Test
    void recordsAreAggregatedToOneAlsoWhereThereAreNone() throws Exception {
        expectOfSubtasks(ofSubtasks.aggregate(new Mean()), List.of(2.75));
        expectOfKeys(ofKeys.aggregate(new Mean()), List.of(2.5, 3.0));
        OperatorVerification.verify(ofSubtasks.aggregate(new Mean()))
                .alone()
                .end()
                .expect(-1.0)
                .run();
        OperatorVerification.verify(ofSubtasks.reduce((one, other) -> one))
                .end()
                .expect(List.of())
                .run();
    }

    @Test
    void recordsComeOutSorted() throws Exception {
        for (Function<
                        PartitionWindowedStream<Tuple2<String, Integer>>,
                        SingleOutputStreamOperator<Tuple2<String, Integer>>>
                sort : List
                        .<Function<
                                        PartitionWindowedStream<Tuple2<String, Integer>>,
                                        SingleOutputStreamOperator<Tuple2<String, Integer>>>>
                                of(
                                        stream -> stream.sortPartition(1, Order.DESCENDING),
                                        stream -> stream.sortPartition("f1", Order.DESCENDING),
                                        stream -> stream.sortPartition(row -> -row.f1, Order.ASCENDING))) {
            assertThat(sorted(sort.apply(ofSubtasks))).containsExactly(5, 3, 2, 1);
            given(sort.apply(ofKeys))
                    .end()
                    .expect(Tuple2.of("a", 3), Tuple2.of("a", 2), Tuple2.of("b", 5), Tuple2.of("b", 1))
                    .run();
        }
        assertThat(sorted(ofSubtasks.sortPartition(0, Order.ASCENDING)))
                .as("those of one key as they came")
                .containsExactly(3, 2, 1, 5);
    }

    private static List<Integer> sorted(SingleOutputStreamOperator<Tuple2<String, Integer>> made) throws Exception {
        try (var harness =
                OneInputStreamOperatorTestHarness.<Tuple2<String, Integer>, Tuple2<String, Integer>>of(made)) {
            harness.open();
            for (Tuple2<String, Integer> row :
                    List.of(Tuple2.of("a", 3), Tuple2.of("b", 1), Tuple2.of("a", 2), Tuple2.of("b", 5))) {
                harness.processElement(row);
            }
            harness.endInput();
            List<Integer> values = new ArrayList<>();
            harness.extractOutputValues().forEach(row -> values.add(row.f1));
            return values;
        }
    }

    @Test
    void whatSeveralSubtasksKeptIsPutTogetherAfterARestore() throws Exception {
        assertThat(afterMerging(ofSubtasks.reduce((one, other) -> Tuple2.of("", one.f1 + other.f1))))
                .isEqualTo("[(,10)]");
        assertThat(afterMerging(ofSubtasks.aggregate(new Mean()))).isEqualTo("[2.5]");
    }

    private static <R> String afterMerging(DataStream<R> stream) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness =
                    OneInputStreamOperatorTestHarness.<Tuple2<String, Integer>, R>of(stream, 128, 2, subtask)) {
                harness.open();
                harness.processElement(Tuple2.of("", 1 + 2 * subtask));
                harness.processElement(Tuple2.of("", 2 + 2 * subtask));
                states.add(harness.snapshot(1, 1));
            }
        }
        try (var harness = OneInputStreamOperatorTestHarness.<Tuple2<String, Integer>, R>of(stream)) {
            harness.initializeState(AbstractStreamOperatorTestHarness.repackageState(states.get(0), states.get(1)));
            harness.open();
            harness.endInput();
            return harness.extractOutputValues().toString();
        }
    }

    @Test
    void aCheckpointAfterTheEndHoldsNothingThatWasHandedOut() throws Exception {
        DataStream<Tuple2<String, Integer>> reduced =
                ofSubtasks.reduce((one, other) -> Tuple2.of("", one.f1 + other.f1));
        OperatorSubtaskState state;
        try (var harness =
                OneInputStreamOperatorTestHarness.<Tuple2<String, Integer>, Tuple2<String, Integer>>of(reduced)) {
            harness.open();
            harness.processElement(Tuple2.of("", 1));
            harness.endInput();
            assertThat(harness.extractOutputValues()).hasSize(1);
            state = harness.snapshot(1, 1);
        }
        try (var harness =
                OneInputStreamOperatorTestHarness.<Tuple2<String, Integer>, Tuple2<String, Integer>>of(reduced)) {
            harness.initializeState(state);
            harness.open();
            harness.endInput();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void whatCannotBeSortedIsRefusedByItsClass() {
        DataStream<Tuple2<List<String>, Integer>> lists =
                env.fromData(List.of(Tuple2.of(List.of("a"), 1)), Types.TUPLE(Types.LIST(Types.STRING), Types.INT));
        assertThatThrownBy(() -> lists.fullWindowPartition().sortPartition(0, Order.ASCENDING))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Cannot sort partitions by java.util.List");
        assertThatThrownBy(() -> lists.fullWindowPartition().sortPartition("f1", Order.NONE))
                .hasMessageContaining("ASCENDING or DESCENDING, not NONE");
    }
}
