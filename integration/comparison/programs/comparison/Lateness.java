package comparison;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.MergingWindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;

/** Late records: kept by allowed lateness, merged into a living session, or given to a side output. */
public class Lateness {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        for (long lateness : new long[] {0, 1, 5, 20}) {
            run(env, "tumbling", TumblingEventTimeWindows.of(Duration.ofMillis(10)), lateness);
            run(env, "sliding", SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)), lateness);
            run(env, "sessions", EventTimeSessionWindows.withGap(Duration.ofMillis(5)), lateness);
        }
        env.execute();
    }

    private static void run(StreamExecutionEnvironment env, String name, WindowAssigner<? super Event, TimeWindow> assigner, long lateness) {
        OutputTag<Event> late = new OutputTag<Event>("late") {};
        SingleOutputStreamOperator<String> results = new Script()
                .times(1, 3, 12)
                .watermark(9)
                .times(2, 8, 9)
                .watermark(10)
                .times(9, 4, 0)
                .watermark(14)
                .times(10, 11, 5, 20)
                .watermark(24)
                .times(9, 10, 15, 16, 19, 24, 25)
                .watermark(29)
                .times(23, 8, 28, 30)
                .on(env)
                .keyBy(event -> event.key)
                .window(assigner)
                .allowedLateness(Duration.ofMillis(lateness))
                .sideOutputLateData(late)
                .process(new Contents<>(assigner instanceof MergingWindowAssigner));
        results.print(name + " with lateness " + lateness);
        results.getSideOutput(late).process(new Stamped<>()).print(name + " with lateness " + lateness + ", late");
    }
}
