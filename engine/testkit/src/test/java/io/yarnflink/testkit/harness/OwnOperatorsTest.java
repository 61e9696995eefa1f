package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.operators.AbstractStreamOperator;
import io.yarnflink.api.operators.AbstractStreamOperatorFactory;
import io.yarnflink.api.operators.AbstractUdfStreamOperator;
import io.yarnflink.api.operators.BoundedOneInput;
import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.operators.InternalTimer;
import io.yarnflink.api.operators.InternalTimerService;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.OneInputStreamOperatorFactory;
import io.yarnflink.api.operators.OutputTypeConfigurable;
import io.yarnflink.api.operators.StreamOperator;
import io.yarnflink.api.operators.StreamOperatorParameters;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.operators.Triggerable;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.StateInitializationContext;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.state.VoidNamespace;
import io.yarnflink.api.state.VoidNamespaceSerializer;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operators that programs bring themselves run as the engine's own do, under every verification. */
class OwnOperatorsTest {
    private static final OutputTag<Long> ODD = new OutputTag<>("odd", Types.LONG);
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    private final DataStream<Long> numbers = environment.fromData(1L, 2L, 3L);

    /** Keeps records until there are two, or the input or a checkpoint comes to its end. */
    static class Pairs extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Long, String>, BoundedOneInput {
        private transient @Nullable ListState<Long> kept;
        private transient List<Long> waiting = List.of();

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            kept = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("kept", Types.LONG));
            waiting = new ArrayList<>();
            kept.get().forEach(waiting::add);
        }

        @Override
        public void processElement(StreamRecord<Long> element) {
            waiting.add(element.getValue());
            if (element.getValue() % 2 == 1) {
                output.collect(ODD, element.copy(element.getValue()));
            }
            if (waiting.size() == 2) {
                output.collect(element.replace(waiting.toString()));
                waiting.clear();
            }
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            if (kept != null) {
                kept.update(waiting);
            }
        }

        @Override
        public void endInput() {
            output.collect(new StreamRecord<>("left " + waiting));
        }

        @Override
        public void finish() throws Exception {
            super.finish();
            output.collect(new StreamRecord<>("finished"));
        }
    }

    @Test
    void anOperatorKeepsItsStateAndHearsOfTheEnd() throws Exception {
        SingleOutputStreamOperator<String> pairs = numbers.transform("pairs", Types.STRING, new Pairs());
        assertThat(pairs.getName()).isEqualTo("pairs");

        OperatorVerification.verify(pairs)
                .alone()
                .input(1L, 10)
                .input(2L, 20)
                .watermark(20)
                .input(3L, 30)
                .end()
                .expectRecords(List.of(
                        new StreamRecord<>("[1, 2]", 20),
                        new StreamRecord<>("left [3]"),
                        new StreamRecord<>("finished")))
                .expectSide(ODD, List.of(1L, 3L))
                .run();
    }

    @Test
    void watermarksGoOnUnlessTheOperatorHoldsThem() throws Exception {
        class Holding extends Pairs {
            @Override
            public void processWatermark(Watermark mark) throws Exception {
                if (mark.getTimestamp() > 10) {
                    super.processWatermark(new Watermark(mark.getTimestamp() - 10));
                }
            }
        }
        var harness = new OneInputStreamOperatorTestHarness<Long, String>(new Holding());
        harness.open();
        harness.processWatermark(5);
        harness.processWatermark(25);
        assertThat(harness.getOutput()).containsExactly(new Watermark(15));
    }

    /** Counts the records of a key and tells a while after each first one; keeps apart what it tells by clock. */
    private static final class Tells extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Long, String>, Triggerable<Long, VoidNamespace> {
        private transient @Nullable ValueState<Integer> counts;
        private transient @Nullable InternalTimerService<VoidNamespace> timers;

        @Override
        public void open() throws Exception {
            super.open();
            counts = getRuntimeContext().getState(new ValueStateDescriptor<>("counts", Types.INT));
            timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
            getMetricGroup().counter("opened").inc();
        }

        private ValueState<Integer> counts() {
            return Objects.requireNonNull(counts);
        }

        private InternalTimerService<VoidNamespace> timers() {
            return Objects.requireNonNull(timers);
        }

        @Override
        public void processElement(StreamRecord<Long> element) throws Exception {
            Integer before = counts().value();
            counts().update(before == null ? 1 : before + 1);
            assertThat(getCurrentKey()).isEqualTo(element.getValue() % 2);
            if (before == null) {
                timers().registerEventTimeTimer(VoidNamespace.INSTANCE, element.getTimestamp() + 10);
                timers().registerEventTimeTimer(VoidNamespace.INSTANCE, element.getTimestamp() + 5);
                timers().deleteEventTimeTimer(VoidNamespace.INSTANCE, element.getTimestamp() + 5);
                timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, 100);
                timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, 50);
                timers().deleteProcessingTimeTimer(VoidNamespace.INSTANCE, 50);
            }
        }

        @Override
        public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
            output.collect(new StreamRecord<>(
                    timer.getKey() + ": " + counts().value() + " at " + timer.getTimestamp() + " in "
                            + timer.getNamespace() + " at watermark " + timers().currentWatermark(),
                    timer.getTimestamp()));
            counts().clear();
        }

        @Override
        public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
            boolean early = timers().currentProcessingTime() < timer.getTimestamp();
            output.collect(new StreamRecord<>(
                    timer.getKey() + " by clock at " + timer.getTimestamp() + (early ? ", too early" : "")));
        }
    }

    @Test
    void anOperatorOfKeysHasTheirStateAndTimers() throws Exception {
        KeyedStream<Long, Long> keyed = numbers.keyBy(number -> number % 2, Types.LONG);
        OperatorVerification.verify(keyed.transform("tells", Types.STRING, new Tells()))
                .input(1L, 10)
                .input(3L, 11)
                .input(4L, 12)
                .watermark(20)
                .watermark(25)
                .processingTime(99)
                .processingTime(100)
                .expect(
                        "1: 2 at 20 in INSTANCE at watermark 20",
                        "0: 1 at 22 in INSTANCE at watermark 25",
                        "1 by clock at 100",
                        "0 by clock at 100")
                .run();
    }

    @Test
    void timersWithoutAKeyFailAndSayWhy() {
        var harness = new OneInputStreamOperatorTestHarness<Long, String>(new Tells());
        assertThatThrownBy(harness::open).hasMessageContaining("call keyBy before it");
    }

    /** Timers of two namespaces at one time, for keys that the operator chooses. */
    private static final class Namespaces extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Long, String>, Triggerable<Long, String> {
        @Override
        public void processElement(StreamRecord<Long> element) throws Exception {
            InternalTimerService<String> timers = getInternalTimerService("named", StringSerializer.INSTANCE, this);
            setCurrentKey(element.getValue() + 100);
            timers.registerEventTimeTimer("a", 5);
            timers.registerEventTimeTimer("b", 5);
            getKeyedStateStore()
                    .getState(new ValueStateDescriptor<>("seen", Types.LONG))
                    .update(element.getValue());
            getProcessingTimeService()
                    .registerTimer(30, time -> output.collect(new StreamRecord<>("without a key at " + time)));
        }

        @Override
        public void onEventTime(InternalTimer<Long, String> timer) throws Exception {
            Long seen = getKeyedStateStore()
                    .getState(new ValueStateDescriptor<>("seen", Types.LONG))
                    .value();
            output.collect(new StreamRecord<>(timer.getNamespace() + timer.getKey() + "=" + seen));
        }

        @Override
        public void onProcessingTime(InternalTimer<Long, String> timer) {
            throw new AssertionError("no timer of the clock was set");
        }
    }

    @Test
    void timersOfNamespacesAreApartAndTheOperatorChoosesTheKey() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<Long, Long, String>(
                new Namespaces(), number -> number, Types.LONG);
        harness.open();
        harness.processElement(7L);
        harness.processWatermark(5);
        assertThat(harness.extractOutputValues()).containsExactlyInAnyOrder("a107=7", "b107=7");
        harness.setProcessingTime(30);
        assertThat(harness.extractOutputValues()).contains("without a key at 30");
    }

    /** Calls a function, and hands each record's timestamp on. */
    private static final class Mapping<I, O> extends AbstractUdfStreamOperator<O, RichMapFunction<I, O>>
            implements OneInputStreamOperator<I, O>, OutputTypeConfigurable<O> {
        private String type = "unknown";

        Mapping(RichMapFunction<I, O> function) {
            super(function);
            chainingStrategy = ChainingStrategy.HEAD;
        }

        @Override
        public void setOutputType(TypeInformation<O> outTypeInfo, ExecutionConfig executionConfig) {
            type = outTypeInfo.toString();
        }

        @Override
        public void processElement(StreamRecord<I> element) throws Exception {
            output.collect(element.replace(userFunction.map(element.getValue()), element.getTimestamp()));
        }
    }

    /** Says what of its life it has seen. */
    private static final class Life extends RichMapFunction<Long, String> {
        private String seen = "";

        @Override
        public void open(io.yarnflink.api.functions.OpenContext context) {
            seen = "opened in " + getRuntimeContext().getTaskInfo().getTaskName();
        }

        @Override
        public String map(Long value) {
            return value + " " + seen;
        }

        @Override
        public void close() {
            seen = "closed";
        }
    }

    @Test
    void anOperatorAroundAFunctionLeadsItsLife() throws Exception {
        Life life = new Life();
        Mapping<Long, String> operator = new Mapping<>(life);
        SingleOutputStreamOperator<String> mapped = numbers.transform("mapping", Types.STRING, operator);
        assertThat(operator.type).isEqualTo(Types.STRING.toString());
        assertThat(mapped.getTransformation().chainingStrategy()).isEqualTo(ChainingStrategy.HEAD);

        var harness = new OneInputStreamOperatorTestHarness<Long, String>(operator);
        harness.open();
        harness.processElement(1L, 5);
        assertThat(harness.getOutput()).containsExactly(new StreamRecord<>("1 opened in operator", 5));
        harness.notifyOfCompletedCheckpoint(1);
        harness.notifyOfAbortedCheckpoint(2);
        harness.close();
        assertThat(operator.getUserFunction()).isSameAs(life);
        assertThat(life.seen).isEqualTo("closed");
    }

    @Test
    void whatAnOperatorThrowsNamesIt() {
        var harness = new OneInputStreamOperatorTestHarness<Long, String>(new Mapping<>(new RichMapFunction<>() {
            @Override
            public String map(Long value) {
                throw new IllegalArgumentException("cannot map " + value);
            }
        }));
        assertThatThrownBy(() -> {
                    harness.open();
                    harness.processElement(9L);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot map 9");
    }

    /** Makes operators that could not be sent themselves. */
    private static final class PairsWhereTheyRun extends AbstractStreamOperatorFactory<String>
            implements OneInputStreamOperatorFactory<Long, String> {
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As the interface has it.
        public <T extends StreamOperator<String>> T createStreamOperator(StreamOperatorParameters<String> parameters) {
            return (T) new Unsendable(parameters);
        }

        @Override
        @SuppressWarnings("rawtypes") // As the interface has it.
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return Unsendable.class;
        }
    }

    private static final class Unsendable extends AbstractStreamOperator<String>
            implements OneInputStreamOperator<Long, String> {
        private final Object cannotBeSent = new Object();

        Unsendable(StreamOperatorParameters<String> parameters) {
            super(parameters);
        }

        @Override
        public void processElement(StreamRecord<Long> element) {
            assertThat(cannotBeSent).isNotNull();
            output.collect(element.replace("made there " + element.getValue()));
        }
    }

    @Test
    void aFactoryMakesTheOperatorWhereItRuns() throws Exception {
        PairsWhereTheyRun factory = new PairsWhereTheyRun();
        factory.setChainingStrategy(ChainingStrategy.NEVER);
        SingleOutputStreamOperator<String> made = numbers.transform("made", Types.STRING, factory);
        assertThat(made.getTransformation().chainingStrategy()).isEqualTo(ChainingStrategy.NEVER);
        OperatorVerification.verify(made)
                .inputs(1L, 2L)
                .expect("made there 1", "made there 2")
                .run();

        var harness = new OneInputStreamOperatorTestHarness<Long, String>(factory);
        harness.open();
        harness.processElement(3L);
        assertThat(harness.extractOutputValues()).containsExactly("made there 3");
    }
}
