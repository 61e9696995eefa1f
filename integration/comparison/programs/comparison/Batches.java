package comparison;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** The same programs on bounded input in each mode, the records of a key in the order of their time. */
public class Batches {
    public static void main(String[] args) throws Exception {
        for (RuntimeExecutionMode mode : RuntimeExecutionMode.values()) {
            StreamExecutionEnvironment env = Script.environment();
            env.setRuntimeMode(mode);
            Sorted.print(mode + " sums", events(env).keyBy(event -> event.key).sum("value").map(Event::toString));
            Sorted.print(mode + " reductions", events(env).keyBy(event -> event.key)
                    .reduce((a, b) -> new Event(a.key, a.value + b.value, Math.max(a.time, b.time)))
                    .process(new Stamped<>()));
            Sorted.print(mode + " windows", events(env).keyBy(event -> event.key)
                    .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                    .process(new Contents<>()));
            Sorted.print(mode + " timers", events(env).keyBy(event -> event.key).process(new Timed()));
            if (mode == RuntimeExecutionMode.BATCH) {
                rules(env);
            }
            env.execute();
        }
    }

    /** The whole of a broadcast stream comes before the other. */
    private static void rules(StreamExecutionEnvironment env) {
        MapStateDescriptor<String, Long> rules = new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);
        Sorted.print("rules first", events(env).keyBy(event -> event.key)
                .connect(new Script().record("a", 1000, 1).record("b", 2000, 2).on(env).broadcast(rules))
                .process(new Ruled(rules)));
    }

    private static DataStream<Event> events(StreamExecutionEnvironment env) {
        return new Script()
                .record("a", 1, 1)
                .record("b", 2, 1)
                .watermark(11)
                .record("a", 3, 3)
                .record("a", 4, 25)
                .watermark(20)
                .record("b", 5, 22)
                .on(env);
    }

    private static class Timed extends KeyedProcessFunction<String, Event, String> {
        @Override
        public void processElement(Event event, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(event.time + 5);
            out.collect(event + " at " + context.timerService().currentWatermark());
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out) {
            out.collect("timer of " + context.getCurrentKey() + " " + time + " at " + context.timerService().currentWatermark());
        }
    }

    private static class Ruled extends KeyedBroadcastProcessFunction<String, Event, Event, String> {
        private final MapStateDescriptor<String, Long> rules;

        Ruled(MapStateDescriptor<String, Long> rules) {
            this.rules = rules;
        }

        @Override
        public void processElement(Event event, ReadOnlyContext context, Collector<String> out) throws Exception {
            out.collect(event + " under " + context.getBroadcastState(rules).get(event.key));
        }

        @Override
        public void processBroadcastElement(Event rule, Context context, Collector<String> out) throws Exception {
            context.getBroadcastState(rules).put(rule.key, rule.value);
        }
    }
}
