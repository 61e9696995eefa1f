package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichFlatMapFunction;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.state.AggregatingState;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.harness.operators.KeyedProcessOperator;
import io.yarnflink.testkit.harness.operators.StreamFlatMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All kinds of keyed state in a function, and what they give when they are empty. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class KeyedStatesTest {
    /** Does to its states what the records say: "key state command [value]"; tells what is in the state then. */
    private static final class States extends RichFlatMapFunction<String, String> {
        private final @Nullable StateTtlConfig ttl;

        @SuppressWarnings("NullAway.Init")
        private transient ValueState<String> value;

        @SuppressWarnings("NullAway.Init")
        private transient ListState<String> list;

        @SuppressWarnings("NullAway.Init")
        private transient MapState<String, String> map;

        @SuppressWarnings("NullAway.Init")
        private transient ReducingState<String> reducing;

        @SuppressWarnings("NullAway.Init")
        private transient AggregatingState<String, Integer> aggregating;

        States(@Nullable StateTtlConfig ttl) {
            this.ttl = ttl;
        }

        @Override
        public void open(OpenContext context) {
            RuntimeContext runtime = getRuntimeContext();
            value = runtime.getState(with(new ValueStateDescriptor<>("value", Types.STRING)));
            list = runtime.getListState(with(new ListStateDescriptor<>("list", Types.STRING)));
            map = runtime.getMapState(with(new MapStateDescriptor<>("map", Types.STRING, Types.STRING)));
            reducing = runtime.getReducingState(
                    with(new ReducingStateDescriptor<>("reducing", (one, other) -> one + other, Types.STRING)));
            aggregating = runtime.getAggregatingState(
                    with(new AggregatingStateDescriptor<>("aggregating", new Lengths(), Types.INT)));
        }

        private <D extends StateDescriptor<?, ?>> D with(D descriptor) {
            if (ttl != null) {
                descriptor.enableTimeToLive(ttl);
            }
            return descriptor;
        }

        @Override
        public void flatMap(String command, Collector<String> out) throws Exception {
            String[] words = command.split(" ");
            String argument = words.length > 3 ? words[3] : "";
            boolean clears = words[2].equals("clear");
            boolean sets = words[2].equals("set");
            switch (words[1]) {
                case "value" -> {
                    if (clears) {
                        value.clear();
                    } else if (sets) {
                        value.update(argument);
                    } else {
                        out.collect(words[0] + " " + value.value());
                    }
                }
                case "list" -> {
                    if (clears) {
                        list.clear();
                    } else if (sets) {
                        list.add(argument);
                    } else {
                        List<String> elements = new ArrayList<>();
                        list.get().forEach(elements::add);
                        out.collect(words[0] + " " + elements);
                    }
                }
                case "map" -> {
                    if (clears) {
                        map.clear();
                    } else if (sets) {
                        map.put(argument, argument.length() > 3 ? null : argument + "!");
                    } else {
                        Map<String, String> entries = new TreeMap<>();
                        map.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
                        out.collect(words[0] + " " + entries + " " + map.isEmpty());
                    }
                }
                case "reducing" -> {
                    if (clears) {
                        reducing.clear();
                    } else if (sets) {
                        reducing.add(argument.equals("null") ? null : argument);
                    } else {
                        out.collect(words[0] + " " + reducing.get());
                    }
                }
                default -> {
                    if (clears) {
                        aggregating.clear();
                    } else if (sets) {
                        aggregating.add(argument);
                    } else {
                        out.collect(words[0] + " " + aggregating.get());
                    }
                }
            }
        }
    }

    /** Adds up lengths. */
    private static final class Lengths implements AggregateFunction<String, Integer, Integer> {
        @Override
        public Integer createAccumulator() {
            return 0;
        }

        @Override
        public Integer add(String value, Integer accumulator) {
            return accumulator + value.length();
        }

        @Override
        public Integer getResult(Integer accumulator) {
            return accumulator;
        }

        @Override
        public Integer merge(Integer a, Integer b) {
            return a + b;
        }
    }

    private static OperatorVerification<String> states(@Nullable StateTtlConfig ttl) {
        return OperatorVerification.verify(
                new StreamFlatMap<>(new States(ttl)), command -> command.split(" ")[0], Types.STRING);
    }

    /** Counts the records of a key without being a rich function. */
    private static final class Plain implements MapFunction<String, String>, CheckpointedFunction {
        @SuppressWarnings("NullAway.Init")
        private transient ReducingState<Long> counts;

        @Override
        public String map(String value) throws Exception {
            counts.add(1L);
            return value + counts.get();
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            counts = context.getKeyedStateStore()
                    .getReducingState(new ReducingStateDescriptor<>("counts", Long::sum, Types.LONG));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}
    }

    @Test
    void aFunctionThatIsOnlyCheckpointedHasKeyedStateToo() throws Exception {
        OperatorVerification.verify(StreamExecutionEnvironment.getExecutionEnvironment()
                        .fromData("")
                        .keyBy(value -> value)
                        .map(new Plain()))
                .input("a")
                .input("b")
                .input("a")
                .end()
                .expect("a1", "b1", "a2")
                .run();
    }

    @Test
    void emptyStatesGiveNullOrNothing() throws Exception {
        states(null)
                .inputs("a value get", "a list get", "a map get", "a reducing get", "a aggregating get")
                .expect("a null", "a []", "a {} true", "a null", "a null")
                .run();
    }

    @Test
    void everyKindOfStateKeepsWhatItsKeyPutIn() throws Exception {
        states(null)
                .inputs("a value set 1", "b value set 2", "a value get", "b value get", "b value clear", "b value get")
                .inputs("a list set 1", "a list set 2", "b list set 3", "a list get", "b list get", "a list clear")
                .inputs("a list get", "a map set x", "a map set y", "a map set long", "a map get", "a map clear")
                .inputs("a map get", "a reducing set x", "a reducing set y", "a reducing get", "a reducing set null")
                .inputs("a reducing get", "a aggregating set xy", "a aggregating set xyz", "a aggregating get")
                .inputs("a aggregating clear", "a aggregating get")
                .expect(
                        "a 1",
                        "b 2",
                        "b null",
                        "a [1, 2]",
                        "b [3]",
                        "a []",
                        "a {long=null, x=x!, y=y!} false",
                        "a {} true",
                        "a xy",
                        "a null",
                        "a 5",
                        "a null")
                .run();
    }

    @Test
    void aListTakesNoNull() throws Exception {
        KeyedProcessFunction<String, String, String> function = new KeyedProcessFunction<>() {
            @Override
            @SuppressWarnings("NullAway") // That is what is tested.
            public void processElement(String value, Context context, Collector<String> out) throws Exception {
                getRuntimeContext()
                        .getListState(new ListStateDescriptor<>("list", Types.STRING))
                        .add(null);
            }
        };
        try (var harness =
                ProcessFunctionTestHarnesses.forKeyedProcessFunction(function, value -> value, Types.STRING)) {
            assertThatThrownBy(() -> harness.processElement("a")).isInstanceOf(NullPointerException.class);
        }
    }

    /** Changes the list that its state gave without telling the state. */
    private static final class InPlace extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context context, Collector<String> out) throws Exception {
            ValueState<List<String>> state =
                    getRuntimeContext().getState(new ValueStateDescriptor<>("list", Types.LIST(Types.STRING)));
            List<String> list = state.value();
            if (list == null) {
                state.update(new ArrayList<>(List.of(value)));
            } else {
                list.add(value);
            }
            out.collect(String.valueOf(state.value()));
        }
    }

    @Test
    void changesToAnObjectThatAStateGaveAreInTheStateAndInTheNextSnapshot() throws Exception {
        OperatorVerification.verify(
                        new KeyedProcessOperator<>(new InPlace()), value -> value.substring(0, 1), Types.STRING)
                .inputs("a1", "b1", "a2", "a3")
                .expect("[a1]", "[b1]", "[a1, a2]", "[a1, a2, a3]")
                .run();
    }

    private static StateTtlConfig.Builder ttl() {
        return StateTtlConfig.newBuilder(Duration.ofMillis(100));
    }

    @Test
    void valuesOfEveryKindEndAfterTheirTime() throws Exception {
        states(ttl().build())
                .processingTime(1000)
                .inputs("a value set 1", "a list set 1", "a map set x", "a reducing set x", "a aggregating set x")
                .processingTime(1050)
                .inputs("a list set 2", "a map set y", "a reducing set y")
                .processingTime(1099)
                .inputs("a value get", "a aggregating get")
                .processingTime(1100)
                .inputs("a value get", "a list get", "a map get", "a reducing get", "a aggregating get")
                .processingTime(1150)
                .inputs("a list get", "a map get", "a reducing get")
                .expect(
                        "a 1",
                        "a 1",
                        "a null",
                        "a [2]",
                        "a {y=y!} false",
                        "a xy",
                        "a null",
                        "a []",
                        "a {} true",
                        "a null")
                .run();
    }

    @Test
    void readingRenewsValuesWhenItShall() throws Exception {
        states(ttl().updateTtlOnReadAndWrite().build())
                .processingTime(1000)
                .inputs("a value set 1", "a list set 1", "a map set x", "a reducing set x", "a aggregating set x")
                .input("b value set 1")
                .processingTime(1090)
                .inputs("a value get", "a list get", "a map get", "a reducing get", "a aggregating get")
                .processingTime(1180)
                .inputs("a value get", "a list get", "a map get", "a reducing get", "a aggregating get")
                .input("b value get")
                .expect(
                        "a 1",
                        "a [1]",
                        "a {x=x!} false",
                        "a x",
                        "a 1",
                        "a 1",
                        "a [1]",
                        "a {x=x!} false",
                        "a x",
                        "a 1",
                        "b null")
                .run();
    }

    @Test
    void valuesThatAreOverMayShowOnceUntilTheyAreCleanedUp() throws Exception {
        StateTtlConfig config =
                ttl().returnExpiredIfNotCleanedUp().disableCleanupInBackground().build();
        states(config)
                .processingTime(1000)
                .inputs("a value set 1", "a list set 1", "a reducing set x", "a aggregating set x")
                .processingTime(1500)
                .inputs("a value get", "a list get", "a reducing get", "a aggregating get")
                .inputs("a value get", "a list get", "a reducing get", "a aggregating get")
                .expect("a 1", "a [1]", "a x", "a 1", "a null", "a []", "a null", "a null")
                .run();
    }

    private static OneInputStreamOperatorTestHarness<String, String> harness(StateTtlConfig config) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new StreamFlatMap<>(new States(config)), command -> command.split(" ")[0], Types.STRING, 1, 1, 0);
        return harness;
    }

    @Test
    void cleanupInTheBackgroundRemovesWhatNobodyAsksFor() throws Exception {
        for (int cleanupSize : new int[] {0, 10}) {
            StateTtlConfig config = cleanupSize == 0
                    ? ttl().disableCleanupInBackground().build()
                    : ttl().cleanupIncrementally(cleanupSize, false).build();
            try (var harness = harness(config)) {
                harness.open();
                for (int i = 0; i < 100; i++) {
                    harness.processElement("k" + i + " value set 1");
                }
                harness.setProcessingTime(500);
                for (int i = 0; i < 50; i++) {
                    harness.processElement("live value set " + i);
                    harness.processElement("live value get");
                }
                assertThat(harness.numKeyedStateEntries()).isEqualTo(cleanupSize == 0 ? 101 : 1);
            }
        }
    }

    @Test
    void fullSnapshotsLeaveOutWhatIsOverWhenTheyShall() throws Exception {
        for (boolean cleans : new boolean[] {false, true}) {
            StateTtlConfig.Builder builder = ttl().disableCleanupInBackground();
            StateTtlConfig config = cleans ? builder.cleanupFullSnapshot().build() : builder.build();
            OperatorSubtaskState state;
            try (var harness = harness(config)) {
                harness.open();
                harness.processElement("a value set 1");
                harness.processElement("b list set 1");
                harness.processElement("c map set x");
                harness.setProcessingTime(60);
                harness.processElement("d value set 1");
                harness.setProcessingTime(120);
                state = harness.snapshot(1, 0);
            }
            try (var harness = harness(config)) {
                harness.setProcessingTime(120);
                harness.initializeState(state);
                harness.open();
                assertThat(harness.numKeyedStateEntries()).isEqualTo(cleans ? 1 : 4);
                harness.processElement("d value get");
                assertThat(harness.extractOutputValues()).containsExactly("d 1");
            }
        }
    }
}
