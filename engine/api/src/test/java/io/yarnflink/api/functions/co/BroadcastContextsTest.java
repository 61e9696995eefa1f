package io.yarnflink.api.functions.co;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.TimeDomain;
import io.yarnflink.api.functions.TimerService;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.KeyedStateFunction;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReadOnlyBroadcastState;
import io.yarnflink.api.state.State;
import io.yarnflink.api.state.StateDescriptor;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Programs test their functions over broadcast state with contexts of their own. */
@SuppressWarnings({"NullAway", "SameNameButDifferent", "ClassCanBeStatic", "unchecked"
}) // Each function has a Context of its own.
class BroadcastContextsTest {
    private static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    private final List<String> out = new ArrayList<>();
    private final Rules rules = new Rules();

    /** Broadcast state in a map. */
    private static final class Rules implements BroadcastState<String, String> {
        private final Map<String, String> map = new TreeMap<>();

        @Override
        public void put(String key, String value) {
            map.put(key, value);
        }

        @Override
        public void putAll(Map<String, String> added) {
            map.putAll(added);
        }

        @Override
        public void remove(String key) {
            map.remove(key);
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return map.entrySet().iterator();
        }

        @Override
        public Iterable<Map.Entry<String, String>> entries() {
            return map.entrySet();
        }

        @Override
        public String get(String key) {
            return map.get(key);
        }

        @Override
        public boolean contains(String key) {
            return map.containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<String, String>> immutableEntries() {
            return map.entrySet();
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    private final class Output implements Collector<String> {
        @Override
        public void collect(String value) {
            out.add(value);
        }

        @Override
        public void close() {}
    }

    @Test
    void aBroadcastFunctionTakesContextsOfOnesOwn() throws Exception {
        BroadcastProcessFunction<String, String, String> function = new BroadcastProcessFunction<>() {
            @Override
            public void processElement(String value, ReadOnlyContext ctx, Collector<String> out) throws Exception {
                out.collect(value + ctx.getBroadcastState(RULES).get("x") + ctx.timestamp() + ctx.currentWatermark());
            }

            @Override
            public void processBroadcastElement(String value, Context ctx, Collector<String> out) throws Exception {
                ctx.getBroadcastState(RULES).put("x", value + ctx.currentProcessingTime());
            }
        };
        class Reading extends BroadcastProcessFunction<String, String, String>.ReadOnlyContext {
            Reading() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 1L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {}

            @Override
            public long currentProcessingTime() {
                return 2;
            }

            @Override
            public long currentWatermark() {
                return 3;
            }

            @Override
            public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (ReadOnlyBroadcastState<K, V>) rules;
            }
        }
        class Writing extends BroadcastProcessFunction<String, String, String>.Context {
            Writing() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 1L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {}

            @Override
            public long currentProcessingTime() {
                return 2;
            }

            @Override
            public long currentWatermark() {
                return 3;
            }

            @Override
            public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (BroadcastState<K, V>) rules;
            }
        }
        function.processBroadcastElement("rule", new Writing(), new Output());
        function.processElement("a", new Reading(), new Output());
        assertThat(out).containsExactly("arule213");
    }

    @Test
    void aKeyedBroadcastFunctionTakesContextsOfOnesOwn() throws Exception {
        KeyedBroadcastProcessFunction<Integer, String, String, String> function =
                new KeyedBroadcastProcessFunction<>() {
                    @Override
                    public void processElement(String value, ReadOnlyContext ctx, Collector<String> out)
                            throws Exception {
                        out.collect(value
                                + ctx.getCurrentKey()
                                + ctx.getBroadcastState(RULES).get("x"));
                    }

                    @Override
                    public void processBroadcastElement(String value, Context ctx, Collector<String> out)
                            throws Exception {
                        ctx.getBroadcastState(RULES).put("x", value);
                        ctx.applyToKeyedState(
                                new ValueStateDescriptor<>("v", Types.STRING),
                                (key, state) -> out.collect("key " + key));
                    }

                    @Override
                    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
                        out.collect(ctx.timeDomain() + " " + ctx.getCurrentKey());
                    }
                };
        class Reading extends KeyedBroadcastProcessFunction<Integer, String, String, String>.ReadOnlyContext {
            Reading() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 1L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {}

            @Override
            public long currentProcessingTime() {
                return 2;
            }

            @Override
            public long currentWatermark() {
                return 3;
            }

            @Override
            public TimerService timerService() {
                throw new AssertionError("the function sets no timers");
            }

            @Override
            public Integer getCurrentKey() {
                return 4;
            }

            @Override
            public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (ReadOnlyBroadcastState<K, V>) rules;
            }
        }
        class OnTimer extends KeyedBroadcastProcessFunction<Integer, String, String, String>.OnTimerContext {
            OnTimer() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 1L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {}

            @Override
            public long currentProcessingTime() {
                return 2;
            }

            @Override
            public long currentWatermark() {
                return 3;
            }

            @Override
            public TimerService timerService() {
                throw new AssertionError("the function sets no timers");
            }

            @Override
            public Integer getCurrentKey() {
                return 5;
            }

            @Override
            public TimeDomain timeDomain() {
                return TimeDomain.EVENT_TIME;
            }

            @Override
            public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (ReadOnlyBroadcastState<K, V>) rules;
            }
        }
        class Writing extends KeyedBroadcastProcessFunction<Integer, String, String, String>.Context {
            Writing() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 1L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {}

            @Override
            public long currentProcessingTime() {
                return 2;
            }

            @Override
            public long currentWatermark() {
                return 3;
            }

            @Override
            public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (BroadcastState<K, V>) rules;
            }

            @Override
            public <VS, S extends State> void applyToKeyedState(
                    StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<Integer, S> keyedStateFunction)
                    throws Exception {
                keyedStateFunction.process(9, (S) null);
            }
        }
        function.processBroadcastElement("rule", new Writing(), new Output());
        function.processElement("a", new Reading(), new Output());
        function.onTimer(1, new OnTimer(), new Output());
        assertThat(out).containsExactly("key 9", "a4rule", "EVENT_TIME 5");
    }

    /** A function's sides as a library sees them that knows both kinds of functions. */
    private final class Sides extends BaseBroadcastProcessFunction {
        private final class Changing extends Context {
            Changing() {}

            @Override
            public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (BroadcastState<K, V>) rules;
            }

            @Override
            public Long timestamp() {
                return 3L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                out.add(outputTag.getId() + value);
            }

            @Override
            public long currentProcessingTime() {
                return 1;
            }

            @Override
            public long currentWatermark() {
                return 2;
            }
        }

        private final class Reading extends ReadOnlyContext {
            Reading() {}

            @Override
            public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
                return (ReadOnlyBroadcastState<K, V>) rules;
            }

            @Override
            public Long timestamp() {
                return 4L;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                out.add(outputTag.getId() + value);
            }

            @Override
            public long currentProcessingTime() {
                return 1;
            }

            @Override
            public long currentWatermark() {
                return 2;
            }
        }
    }

    @Test
    void bothSidesShareTheBroadcastStateThatOneOfThemChanges() throws Exception {
        Sides sides = new Sides();
        Sides.Changing changing = sides.new Changing();
        Sides.Reading reading = sides.new Reading();
        changing.getBroadcastState(RULES).put("a", "b");
        assertThat(reading.getBroadcastState(RULES).get("a")).isEqualTo("b");
        reading.output(new OutputTag<>("side", Types.LONG), reading.timestamp() + changing.timestamp());
        assertThat(out).containsExactly("side7");
    }
}
