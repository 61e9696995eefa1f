package comparison;

import java.time.Duration;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** Joins of streams that are drawn by lot, none of whose records is late. */
public class RandomJoins {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Script left = script(random);
            Script right = script(random);
            long lower = random.nextInt(12) - 8;
            Sorted.print("interval " + seed, left.on(env)
                    .keyBy(event -> event.key)
                    .intervalJoin(right.on(env).keyBy(event -> event.key))
                    .between(Duration.ofMillis(lower), Duration.ofMillis(lower + random.nextInt(6)))
                    .process(new ProcessJoinFunction<Event, Event, String>() {
                        @Override
                        public void processElement(Event a, Event b, Context context, Collector<String> out) {
                            out.collect(a + " with " + b + " " + context.getTimestamp());
                        }
                    }));
            Duration size = Duration.ofMillis(2 + random.nextInt(9));
            Sorted.print("windows " + seed, left.on(env)
                    .join(right.on(env))
                    .where(event -> event.key)
                    .equalTo(event -> event.key)
                    .window(random.nextBoolean()
                            ? TumblingEventTimeWindows.of(size)
                            : SlidingEventTimeWindows.of(size, Duration.ofMillis(1 + random.nextInt(4))))
                    .apply((a, b) -> a + " with " + b, Types.STRING));
        }
        env.execute();
    }

    private static Script script(Random random) {
        Script script = new Script();
        long time = 0;
        for (int step = 0; step < 25; step++) {
            time += random.nextInt(3);
            script.record(random.nextInt(3) == 0 ? "b" : "a", step, time + random.nextInt(4));
            if (random.nextInt(5) == 0) {
                script.watermark(time - 1);
            }
        }
        return script;
    }
}
