package comparison;

import java.util.Random;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Timers that are set, set again and deleted by lot, also while others fire. */
public class RandomTimers {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Script script = new Script();
            long time = 0;
            for (int step = 0; step < 30; step++) {
                time += random.nextInt(5);
                script.record(random.nextBoolean() ? "a" : "b", random.nextInt(1000), time);
                if (random.nextInt(4) == 0) {
                    script.watermark(time - random.nextInt(10));
                }
            }
            script.on(env)
                    .keyBy(event -> event.key)
                    .process(new Lots())
                    .process(new Stamped<>())
                    .print("seed " + seed);
        }
        env.execute();
    }

    /** What a record or a timer does follows from its number alone, so that it is the same everywhere. */
    private static class Lots extends KeyedProcessFunction<String, Event, String> {
        private transient MapState<Long, Integer> counts;

        @Override
        public void open(Configuration parameters) {
            counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", Long.class, Integer.class));
        }

        @Override
        public void processElement(Event event, Context context, Collector<String> out) throws Exception {
            act(new Random(event.value), event.time, context.timerService());
            out.collect(event.key + " record " + event.value);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
            int count = counts.contains(time) ? counts.get(time) + 1 : 1;
            counts.put(time, count);
            out.collect(context.getCurrentKey() + " timer " + time + " for the " + count + ". time at "
                    + context.timerService().currentWatermark());
            if (count < 3) {
                act(new Random(time * 31 + count), time, context.timerService());
            }
        }

        private static void act(Random random, long time, TimerService timers) {
            for (int action = random.nextInt(3); action > 0; action--) {
                long at = time + random.nextInt(20) - 5;
                if (random.nextInt(4) == 0) {
                    timers.deleteEventTimeTimer(at);
                } else {
                    timers.registerEventTimeTimer(at);
                }
            }
        }
    }
}
