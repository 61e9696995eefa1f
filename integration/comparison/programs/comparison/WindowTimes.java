package comparison;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.MergingWindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Which windows records belong to, when they fire, and which time their results have. */
public class WindowTimes {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        run(env, "tumbling", TumblingEventTimeWindows.of(Duration.ofMillis(10)));
        run(env, "tumbling with offset", TumblingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(3)));
        run(env, "tumbling with a negative offset", TumblingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(-4)));
        run(env, "sliding", SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)));
        run(env, "sliding with gaps", SlidingEventTimeWindows.of(Duration.ofMillis(4), Duration.ofMillis(10)));
        run(env, "sliding, uneven", SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(3), Duration.ofMillis(1)));
        run(env, "sessions", EventTimeSessionWindows.withGap(Duration.ofMillis(5)));
        run(env, "dynamic sessions", EventTimeSessionWindows.<Event>withDynamicGap(event -> 3 + event.value % 4));
        Script script = new Script().times(1, 2, 3, 4, 5, 6, 7, 8);
        script.on(env).keyBy(event -> event.key).countWindow(3).sum("value").process(new Stamped<>()).print("count");
        script.on(env).keyBy(event -> event.key).countWindow(4, 2).sum("value").process(new Stamped<>()).print("sliding count");
        env.execute();
    }

    private static void run(StreamExecutionEnvironment env, String name, WindowAssigner<? super Event, TimeWindow> assigner) {
        events(env).keyBy(event -> event.key).window(assigner).process(new Contents<>(assigner instanceof MergingWindowAssigner)).process(new Stamped<>()).print(name);
        events(env).windowAll(assigner).reduce((a, b) -> new Event(a.key + b.key, a.value + b.value, b.time)).process(new Stamped<>()).print(name + ", all keys");
    }

    private static DataStream<Event> events(StreamExecutionEnvironment env) {
        return new Script()
                .times(-21, -20, -11, -1, 0)
                .watermark(-11)
                .times(-12, 1, 9, 10, 14, 15)
                .watermark(9)
                .times(9, 20, 19, 31)
                .watermark(19)
                .times(20, 24, 29, 45)
                .on(env);
    }
}
