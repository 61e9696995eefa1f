package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same operations on heap and RocksDB state: what is seen is the same, through snapshots, rescaling and changes of backend. */
class BackendsAgreeTest {
    private static final int MAX_PARALLELISM = 12;
    private static final StateTtlConfig TTL = StateTtlConfig.newBuilder(Duration.ofMillis(40))
            .cleanupIncrementally(3, false)
            .cleanupFullSnapshot()
            .build();
    private static final StateTtlConfig READ_TTL = StateTtlConfig.newBuilder(Duration.ofMillis(30))
            .updateTtlOnReadAndWrite()
            .build();

    private final ExecutionConfig config = new ExecutionConfig();
    private final StandingClock clock = new StandingClock();

    @Test
    void randomOperationsGiveTheSameResultsThroughSnapshotsRescalingAndSwitches() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            run(seed);
        }
    }

    private void run(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int values = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
        Job heap = new Job(null, 1, List.of());
        Job database = new Job(Databases.rocksDb(values), 1, List.of());
        for (int step = 0; step < 12; step++) {
            String when = "seed " + seed + ", step " + step;
            runSome(random, heap, database, when);
            boolean whole = random.nextBoolean();
            boolean goOn = random.nextInt(3) == 0;
            int parallelism = 1 + random.nextInt(4);
            List<KeyedSnapshot> frozenHeap = heap.freeze(whole);
            List<KeyedSnapshot> frozenDatabase = database.freeze(whole);
            // Of what happens before they are written they know nothing.
            runSome(random, heap, database, when + ", frozen");
            List<OperatorSnapshot> ofHeap = written(frozenHeap, parallelism);
            List<OperatorSnapshot> ofDatabase = written(frozenDatabase, parallelism);
            if (!goOn) {
                boolean swap = whole && random.nextBoolean();
                heap.close();
                database.close();
                heap = new Job(null, parallelism, swap ? ofDatabase : ofHeap);
                database = new Job(Databases.rocksDb(values), parallelism, swap ? ofHeap : ofDatabase);
            }
            assertThat(database.all()).as(when).isEqualTo(heap.all());
        }
        heap.close();
        database.close();
    }

    private void runSome(SplittableRandom random, Job heap, Job database, String when) throws Exception {
        for (int i = random.nextInt(300); i >= 0; i--) {
            Operation operation = Operation.random(random);
            clock.now += operation.kind() == 21 ? operation.number() / 12 : 0;
            assertThat(database.run(operation)).as("%s, %s", when, operation).isEqualTo(heap.run(operation));
        }
    }

    private static List<OperatorSnapshot> written(List<KeyedSnapshot> snapshots, int parallelism) {
        List<OperatorSnapshot> parts = new ArrayList<>();
        for (KeyedSnapshot each : snapshots) {
            parts.add(new OperatorSnapshot(each, new OperatorStateSnapshot()).inMemory());
            each.durable();
        }
        return OperatorSnapshot.redistribute(parts, parallelism, MAX_PARALLELISM);
    }

    /** Stands still until it is moved. */
    private static final class StandingClock implements Clock {
        private long now = 1_000_000;

        @Override
        public long wallMillis() {
            return now;
        }

        @Override
        public long nanos() {
            return now * 1_000_000;
        }
    }

    /** What one record makes an operator do. */
    private record Operation(int kind, String key, String namespace, String other, long number) {
        static Operation random(SplittableRandom random) {
            return new Operation(
                    random.nextInt(26),
                    "key " + random.nextInt(random.nextBoolean() ? 4 : 60),
                    "w" + random.nextInt(4),
                    random.nextInt(12) == 0 ? "" : "x" + random.nextInt(15),
                    random.nextInt(100));
        }
    }

    /** Numbers that are changed where they are. */
    private static final class Sum implements AggregateFunction<Long, Tuple2<Long, Long>, String> {
        @Override
        public Tuple2<Long, Long> createAccumulator() {
            return Tuple2.of(0L, 0L);
        }

        @Override
        public Tuple2<Long, Long> add(Long value, Tuple2<Long, Long> accumulator) {
            accumulator.f0 += value;
            accumulator.f1++;
            return accumulator;
        }

        @Override
        public String getResult(Tuple2<Long, Long> accumulator) {
            return accumulator.toString();
        }

        @Override
        public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
            a.f0 += b.f0;
            a.f1 += b.f1;
            return a;
        }
    }

    private final ValueStateDescriptor<String> value = new ValueStateDescriptor<>("value", Types.STRING);
    private final ValueStateDescriptor<Map<String, Long>> mapValue =
            new ValueStateDescriptor<>("map value", Types.MAP(Types.STRING, Types.LONG));
    private final ListStateDescriptor<Long> list = new ListStateDescriptor<>("list", Types.LONG);
    private final MapStateDescriptor<String, Long> map = new MapStateDescriptor<>("map", Types.STRING, Types.LONG);
    private final MapStateDescriptor<String, Tuple2<Long, Long>> pairs =
            new MapStateDescriptor<>("pairs", Types.STRING, Types.TUPLE(Types.LONG, Types.LONG));
    private final ReducingStateDescriptor<Long> sum = new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG);
    private final AggregatingStateDescriptor<Long, Tuple2<Long, Long>, String> aggregate =
            new AggregatingStateDescriptor<>("aggregate", new Sum(), Types.TUPLE(Types.LONG, Types.LONG));
    private final ListStateDescriptor<Long> windowList = new ListStateDescriptor<>("window list", Types.LONG);
    private final ValueStateDescriptor<String> timedValue = timed(new ValueStateDescriptor<>("timed", Types.STRING));
    private final ListStateDescriptor<Long> timedList = timed(new ListStateDescriptor<>("timed list", Types.LONG));
    private final MapStateDescriptor<String, Long> timedMap =
            timed(new MapStateDescriptor<>("timed map", Types.STRING, Types.LONG));
    private final ValueStateDescriptor<String> readValue = new ValueStateDescriptor<>("read", Types.STRING);

    {
        readValue.enableTimeToLive(READ_TTL);
    }

    private static <D extends StateDescriptor<?, ?>> D timed(D descriptor) {
        descriptor.enableTimeToLive(TTL);
        return descriptor;
    }

    /** All subtasks of an operator. */
    private final class Job {
        private final List<Subtask> subtasks = new ArrayList<>();

        Job(@Nullable StateBackend backend, int parallelism, List<OperatorSnapshot> restored) {
            for (int i = 0; i < parallelism; i++) {
                subtasks.add(new Subtask(
                        KeyGroups.rangeOf(i, parallelism, MAX_PARALLELISM),
                        backend,
                        restored.isEmpty() ? null : restored.get(i)));
            }
        }

        Object run(Operation operation) throws Exception {
            if (operation.kind() == 0) {
                List<String> fired = new ArrayList<>();
                for (Subtask each : subtasks) {
                    each.fire(operation.number(), fired);
                }
                fired.sort(null);
                return fired;
            }
            int hash = KeyGroups.hash(operation.key());
            int group = KeyGroups.keyGroup(hash, MAX_PARALLELISM);
            Subtask subtask = subtasks.get(KeyGroups.subtask(group, subtasks.size(), MAX_PARALLELISM));
            subtask.state.setCurrentKey(operation.key(), hash);
            return Objects.requireNonNullElse(subtask.run(operation), "nothing");
        }

        Map<String, Object> all() throws Exception {
            Map<String, Object> all = new TreeMap<>();
            for (Subtask each : subtasks) {
                each.state.forEachKey(value, (key, state) -> all.put(key + " value", state.value()));
                each.state.forEachKey(list, (key, state) -> all.put(key + " list", copy(state.get())));
                each.state.forEachKey(map, (key, state) -> all.put(key + " map", copy(state)));
                each.state.forEachKey(pairs, (key, state) -> all.put(key + " pairs", copy(state)));
                each.state.forEachKey(mapValue, (key, state) -> all.put(key + " map value", "" + state.value()));
            }
            // What an iterator has emptied stays on the heap as an empty map.
            all.values().removeIf(Map.of()::equals);
            return all;
        }

        List<KeyedSnapshot> freeze(boolean whole) {
            return subtasks.stream().map(each -> each.state.snapshot(whole)).toList();
        }

        void close() {
            subtasks.forEach(each -> each.state.close());
        }
    }

    private static <E> List<E> copy(Iterable<E> elements) {
        List<E> copy = new ArrayList<>();
        elements.forEach(copy::add);
        return copy;
    }

    private static <V> Map<String, String> copy(MapState<String, V> map) throws Exception {
        Map<String, String> copy = new TreeMap<>();
        for (Map.Entry<String, V> each : map.entries()) {
            copy.put(each.getKey(), String.valueOf(each.getValue()));
        }
        return copy;
    }

    /** One subtask's state. */
    private final class Subtask {
        private final KeyedState<String> state;
        private final StateScope<String, String> windows;
        private final TimerQueue<String, String> timers;

        Subtask(KeyGroupRange range, @Nullable StateBackend backend, @Nullable OperatorSnapshot restored) {
            state = new KeyedState<>(range, MAX_PARALLELISM, StringSerializer.INSTANCE, config, clock, backend);
            if (restored != null) {
                restored.keyGroups().forEach(state::restore);
                restored.nativeFiles().forEach(state::restore);
            }
            windows = state.scope("windows", StringSerializer.INSTANCE, "");
            timers = state.timers("timers", StringSerializer.INSTANCE);
        }

        void fire(long time, List<String> fired) {
            for (Timer<String, String> timer = timers.pollUntil(time); timer != null; timer = timers.pollUntil(time)) {
                fired.add(timer.key() + timer.namespace() + timer.timestamp());
            }
        }

        @SuppressWarnings("NullAway") // What is missing is seen as such.
        @Nullable
        Object run(Operation to) throws Exception {
            StateScope<String, ?> global = state.global();
            windows.select(to.namespace());
            return switch (to.kind()) {
                case 1 -> timers.add(to.key(), state.currentHash(), to.namespace(), to.number());
                case 2 -> timers.remove(to.key(), state.currentHash(), to.namespace(), to.number());
                case 3, 4 -> {
                    String old = global.state(value).value();
                    global.state(value).update(to.other());
                    yield old;
                }
                case 5 -> {
                    global.state(value).clear();
                    yield global.state(value).value();
                }
                case 6 -> {
                    global.state(list).add(to.number());
                    yield copy(global.state(list).get());
                }
                case 7 -> {
                    global.state(list).update(to.number() % 3 == 0 ? List.of() : List.of(to.number(), 7L));
                    yield copy(global.state(list).get());
                }
                case 8, 9, 10 -> {
                    Long old = global.state(map).get(to.other());
                    global.state(map).put(to.other(), to.number() % 5 == 0 ? null : Long.valueOf(to.number()));
                    yield old;
                }
                case 11 -> {
                    global.state(map).remove(to.other());
                    yield global.state(map).isEmpty() + " " + global.state(map).contains(to.other());
                }
                case 12 -> copy(global.state(map));
                case 13 -> {
                    Iterator<Map.Entry<String, Long>> entries =
                            global.state(map).iterator();
                    while (entries.hasNext()) {
                        Map.Entry<String, Long> entry = entries.next();
                        if (entry.getKey().hashCode() % 3 == 0) {
                            entries.remove();
                        } else {
                            entry.setValue(to.number());
                        }
                    }
                    yield copy(global.state(map));
                }
                case 14 -> {
                    if (to.number() % 4 == 0) {
                        global.state(map).clear();
                    }
                    yield global.state(map).isEmpty();
                }
                case 15, 16 -> {
                    Tuple2<Long, Long> pair = global.state(pairs).get(to.other());
                    global.state(pairs).put(to.other(), Tuple2.of(to.number(), pair == null ? 0 : pair.f0));
                    yield String.valueOf(global.state(pairs).get(to.other()));
                }
                case 17 -> {
                    global.state(sum).add(to.number());
                    yield global.state(sum).get();
                }
                case 18 -> {
                    windows.state(aggregate).add(to.number());
                    yield windows.state(aggregate).get();
                }
                case 19 -> {
                    windows.state(windowList).add(to.number());
                    yield copy(windows.state(windowList).get());
                }
                case 20 -> {
                    windows.merge(windowList, "w9", List.of("w0", "w2"));
                    windows.merge(aggregate, "w9", List.of("w0", "w2"));
                    windows.select("w9");
                    yield copy(windows.state(windowList).get()) + " "
                            + windows.state(aggregate).get();
                }
                case 21 -> clock.now;
                case 22 -> {
                    String old = global.state(timedValue).value();
                    if (to.number() % 2 == 0) {
                        global.state(timedValue).update(to.other());
                    }
                    yield old + global.state(readValue).value();
                }
                case 23 -> {
                    List<Long> before = copy(global.state(timedList).get());
                    global.state(timedList).add(to.number());
                    global.state(readValue).update(to.other());
                    yield before;
                }
                case 24 -> {
                    Map<String, String> before = copy(global.state(timedMap));
                    if (to.number() % 3 == 0) {
                        global.state(timedMap).remove(to.other());
                    } else {
                        global.state(timedMap).put(to.other(), to.number());
                    }
                    yield before;
                }
                default -> {
                    global.state(mapValue).update(Map.of(to.other(), to.number()));
                    yield global.state(mapValue).value();
                }
            };
        }
    }
}
