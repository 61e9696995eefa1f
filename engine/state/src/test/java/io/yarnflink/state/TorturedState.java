package io.yarnflink.state;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.StateTtlConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keyed state of all kinds beside a model of it in plain maps, both changed by the same random operations. */
final class TorturedState {
    private static final int MAX_PARALLELISM = 4;
    private static final int NAMESPACES = 3;
    private static final long TTL = 1000;

    private final Random random;
    private final int keys;
    private final long[] now;
    private final KeyedState<String> state;
    private final StateScope<String, String> windows;
    private final ValueState<Long> counts;
    private final ValueState<Tuple2<Long, String>> pairs;
    private final MapState<String, Long> maps;
    private final ListState<Long> lists;
    private final ValueState<Long> expiring;
    private final TimerQueue<String, String> timers;

    private final SortedMap<String, String> model = new TreeMap<>();

    /** {@code restored}: what to go on from; the model starts as {@code expected} then. */
    TorturedState(
            Random random,
            int keys,
            long now,
            SortedMap<Integer, Map<StateId, List<byte[]>>> restored,
            Map<String, String> expected) {
        this.random = random;
        this.keys = keys;
        this.now = new long[] {now};
        Clock clock = new Clock() {
            @Override
            public long wallMillis() {
                return TorturedState.this.now[0];
            }

            @Override
            public long nanos() {
                return TorturedState.this.now[0] * 1_000_000;
            }
        };
        state = new KeyedState<>(
                KeyGroups.rangeOf(0, 1, MAX_PARALLELISM),
                MAX_PARALLELISM,
                StringSerializer.INSTANCE,
                new ExecutionConfig(),
                clock);
        restored.forEach(state::restore);
        counts = state.global().getState(new ValueStateDescriptor<>("counts", Types.LONG));
        pairs = state.global().getState(new ValueStateDescriptor<>("pairs", Types.TUPLE(Types.LONG, Types.STRING)));
        maps = state.global().getMapState(new MapStateDescriptor<>("maps", Types.STRING, Types.LONG));
        windows = state.scope("windows", StringSerializer.INSTANCE, "0");
        lists = windows.getListState(new ListStateDescriptor<>("lists", Types.LONG));
        ValueStateDescriptor<Long> ttl = new ValueStateDescriptor<>("expiring", Types.LONG);
        ttl.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMillis(TTL))
                .cleanupFullSnapshot()
                .cleanupIncrementally(3, false)
                .build());
        expiring = state.global().getState(ttl);
        timers = state.timers("t", StringSerializer.INSTANCE);
        model.putAll(expected);
    }

    KeyedSnapshot snapshot(boolean whole) {
        return state.snapshot(whole);
    }

    long now() {
        return now[0];
    }

    /** What a restore of a snapshot taken now must give. */
    SortedMap<String, String> expected() {
        return new TreeMap<>(model);
    }

    void change() throws Exception {
        String key = "k" + random.nextInt(keys);
        select(key);
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                long value = random.nextLong();
                counts.update(value);
                model.put("counts/" + key, "" + value);
            }
            case 3 -> {
                counts.clear();
                model.remove("counts/" + key);
            }
            case 4, 5 -> changePair(key);
            case 6 -> {
                pairs.clear();
                model.remove("pairs/" + key);
            }
            case 7, 8 -> changeMap(key);
            case 9, 10 -> changeList(key);
            case 11 -> {
                now[0] += random.nextInt(10);
                expiring.update(now[0]);
                model.put("expiring/" + key, "" + now[0]);
            }
            default -> changeTimers(key);
        }
    }

    /** Changes the object that the state holds, and says nothing. */
    private void changePair(String key) throws Exception {
        Tuple2<Long, String> pair = pairs.value();
        if (pair == null) {
            pair = Tuple2.of(0L, key);
            pairs.update(pair);
        }
        pair.f0 = random.nextLong();
        model.put("pairs/" + key, pair.toString());
    }

    private void changeMap(String key) throws Exception {
        String field = "f" + random.nextInt(5);
        if (random.nextInt(3) == 0) {
            maps.remove(field);
        } else {
            maps.put(field, random.nextLong());
        }
        String text = text(maps);
        if (text.equals("{}")) {
            model.remove("maps/" + key);
        } else {
            model.put("maps/" + key, text);
        }
    }

    private static String text(MapState<String, Long> map) throws Exception {
        SortedMap<String, Long> sorted = new TreeMap<>();
        map.iterator().forEachRemaining(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted.toString();
    }

    private void changeList(String key) throws Exception {
        String namespace = "" + random.nextInt(NAMESPACES);
        windows.select(namespace);
        String name = "lists/" + key + "/" + namespace;
        List<Long> elements = new ArrayList<>();
        lists.get().forEach(elements::add);
        if (elements.size() > 3) {
            lists.clear();
            model.remove(name);
            return;
        }
        elements.add(random.nextLong());
        lists.add(elements.get(elements.size() - 1));
        model.put(name, elements.toString());
    }

    private void changeTimers(String key) {
        String namespace = "" + random.nextInt(NAMESPACES);
        long timestamp = random.nextInt(50);
        switch (random.nextInt(4)) {
            case 0 -> {
                timers.remove(key, KeyGroups.hash(key), namespace, timestamp);
                model.remove("timers/" + key + "/" + namespace + "/" + timestamp);
            }
            case 1 -> {
                Timer<String, String> due = timers.pollUntil(10);
                if (due != null) {
                    model.remove("timers/" + due.key() + "/" + due.namespace() + "/" + due.timestamp());
                }
            }
            default -> {
                if (timers.add(key, KeyGroups.hash(key), namespace, timestamp)) {
                    model.put("timers/" + key + "/" + namespace + "/" + timestamp, "" + ++registrations);
                }
            }
        }
    }

    private long registrations;

    /** All that can be read, in the form of the model; timers by the order in which they fire. Empties the timers. */
    SortedMap<String, String> content() throws Exception {
        SortedMap<String, String> content = new TreeMap<>();
        for (int i = 0; i < keys; i++) {
            String key = "k" + i;
            select(key);
            put(content, "counts/" + key, counts.value());
            put(content, "pairs/" + key, pairs.value());
            String map = text(maps);
            put(content, "maps/" + key, map.equals("{}") ? null : map);
            for (int namespace = 0; namespace < NAMESPACES; namespace++) {
                windows.select("" + namespace);
                List<Long> elements = new ArrayList<>();
                lists.get().forEach(elements::add);
                put(content, "lists/" + key + "/" + namespace, elements.isEmpty() ? null : elements);
            }
            put(content, "expiring/" + key, expiring.value());
        }
        long order = 0;
        Timer<String, String> timer = timers.pollUntil(Long.MAX_VALUE);
        while (timer != null) {
            content.put("timers/" + timer.key() + "/" + timer.namespace() + "/" + timer.timestamp(), "" + order++);
            timer = timers.pollUntil(Long.MAX_VALUE);
        }
        return content;
    }

    /** The model as {@link #content} shows it at a moment: without what is over, timers as they fire. */
    static SortedMap<String, String> seenAt(long now, Map<String, String> model) {
        SortedMap<String, String> seen = new TreeMap<>(model);
        seen.entrySet()
                .removeIf(entry ->
                        entry.getKey().startsWith("expiring/") && now - TTL >= Long.parseLong(entry.getValue()));
        List<String> timers = new ArrayList<>(seen.keySet().stream()
                .filter(name -> name.startsWith("timers/"))
                .toList());
        timers.sort((one, other) -> {
            int byTime = Long.compare(time(one), time(other));
            return byTime != 0
                    ? byTime
                    : Long.compare(Long.parseLong(model.get(one)), Long.parseLong(model.get(other)));
        });
        for (int i = 0; i < timers.size(); i++) {
            seen.put(timers.get(i), "" + i);
        }
        return seen;
    }

    private static long time(String timer) {
        return Long.parseLong(timer.substring(timer.lastIndexOf('/') + 1));
    }

    private static void put(Map<String, String> content, String name, @Nullable Object value) {
        if (value != null) {
            content.put(name, value.toString());
        }
    }

    private void select(String key) {
        state.setCurrentKey(key, KeyGroups.hash(key));
    }
}
