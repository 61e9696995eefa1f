package comparison;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** What states give when they are empty, and what they take. */
public class States {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        new Script()
                .record("a", 1, 1)
                .record("a", 2, 2)
                .record("b", 3, 3)
                .record("a", 4, 4)
                .on(env)
                .keyBy(event -> event.key)
                .process(new Using())
                .print();
        env.execute();
    }

    private static class Using extends KeyedProcessFunction<String, Event, String> {
        private transient ValueState<Long> value;
        private transient ValueState<Long> preset;
        private transient ListState<Long> list;
        private transient MapState<String, Long> map;
        private transient ReducingState<Long> reducing;
        private transient AggregatingState<Long, String> aggregating;

        @Override
        public void open(Configuration parameters) {
            value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", Long.class));
            preset = getRuntimeContext().getState(new ValueStateDescriptor<>("preset", Long.class, 17L));
            list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", Long.class));
            map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", String.class, Long.class));
            reducing = getRuntimeContext().getReducingState(new ReducingStateDescriptor<>("reducing", Long::sum, Long.class));
            aggregating = getRuntimeContext().getAggregatingState(new AggregatingStateDescriptor<>("aggregating", new Joining(), String.class));
        }

        @Override
        public void processElement(Event event, Context context, Collector<String> out) throws Exception {
            out.collect(event + ": " + value.value() + " " + preset.value() + " " + list() + " " + map() + " " + map.isEmpty() + " "
                    + reducing.get() + " " + aggregating.get());
            value.update(event.value);
            preset.update(event.value == 2 ? null : Long.valueOf(event.value));
            list.add(event.value);
            map.put("k" + event.value, event.value == 1 ? null : event.value);
            reducing.add(event.value);
            aggregating.add(event.value);
            out.collect("now " + value.value() + " " + preset.value() + " " + list() + " " + map() + " " + map.contains("k1") + " "
                    + reducing.get() + " " + aggregating.get());
            refusal(out, "list.add(null)", () -> list.add(null));
            refusal(out, "list.addAll(null)", () -> list.addAll(null));
            refusal(out, "list.update(null)", () -> list.update(null));
            refusal(out, "map.putAll(null)", () -> map.putAll(null));
            refusal(out, "map.get(null)", () -> map.get(null));
            if (event.value == 2) {
                refusal(out, "reducing.add(null)", () -> reducing.add(null));
                refusal(out, "aggregating.add(null)", () -> aggregating.add(null));
                list.update(Collections.emptyList());
                map.clear();
                value.update(null);
            }
        }

        private List<Long> list() throws Exception {
            List<Long> all = new ArrayList<>();
            list.get().forEach(all::add);
            return all;
        }

        private String map() throws Exception {
            TreeMap<String, Long> all = new TreeMap<>();
            map.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all.toString();
        }

        private interface Call {
            void run() throws Exception;
        }

        private static void refusal(Collector<String> out, String what, Call call) {
            try {
                call.run();
                out.collect(what + " is taken");
            } catch (Exception refused) {
                out.collect(what + " gives " + refused.getClass().getSimpleName());
            }
        }
    }

    private static class Joining implements AggregateFunction<Long, String, String> {
        @Override
        public String createAccumulator() {
            return "<";
        }

        @Override
        public String add(Long value, String accumulator) {
            return accumulator + value;
        }

        @Override
        public String getResult(String accumulator) {
            return accumulator + ">";
        }

        @Override
        public String merge(String a, String b) {
            return a + b;
        }
    }
}
