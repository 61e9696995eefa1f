package comparison;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import java.util.ArrayList;
import java.util.List;

/** Pairs within windows and within intervals, and groups of two streams. Their order depends on threads, so it is sorted. */
public class Joins {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        windows(env, "tumbling", TumblingEventTimeWindows.of(Duration.ofMillis(10)));
        windows(env, "sessions", EventTimeSessionWindows.withGap(Duration.ofMillis(4)));
        interval(env, -2, 3, false, false);
        interval(env, -2, 3, true, false);
        interval(env, -2, 3, false, true);
        interval(env, 0, 0, false, false);
        interval(env, 1, 4, false, false);
        env.execute();
    }

    private static DataStream<Event> left(StreamExecutionEnvironment env) {
        return new Script().times(1, 2, 5, 9, 10, 11, 17, 30).record("b", 50, 3).record("b", 51, 12).on(env);
    }

    private static DataStream<Event> right(StreamExecutionEnvironment env) {
        return new Script().times(0, 3, 5, 5, 12, 14, 20, 40).record("b", 60, 5).record("c", 61, 5).on(env);
    }

    private static void windows(StreamExecutionEnvironment env, String name, WindowAssigner<Object, TimeWindow> assigner) {
        Sorted.print(name + " join", left(env).join(right(env))
                .where(event -> event.key)
                .equalTo(event -> event.key)
                .window(assigner)
                .apply((a, b) -> a + " with " + b, Types.STRING)
                .process(new Stamped<>()));
        Sorted.print(name + " coGroup", left(env).coGroup(right(env))
                .where(event -> event.key)
                .equalTo(event -> event.key)
                .window(assigner)
                .apply((Iterable<Event> a, Iterable<Event> b, Collector<String> out) -> out.collect(list(a) + " with " + list(b)), Types.STRING)
                .process(new Stamped<>()));
    }

    private static String list(Iterable<Event> events) {
        List<String> all = new ArrayList<>();
        events.forEach(event -> all.add(event.toString()));
        all.sort(null);
        return all.toString();
    }

    private static void interval(StreamExecutionEnvironment env, long lower, long upper, boolean lowerExclusive, boolean upperExclusive) {
        var between = left(env).keyBy(event -> event.key)
                .intervalJoin(right(env).keyBy(event -> event.key))
                .between(Duration.ofMillis(lower), Duration.ofMillis(upper));
        if (lowerExclusive) {
            between.lowerBoundExclusive();
        }
        if (upperExclusive) {
            between.upperBoundExclusive();
        }
        Sorted.print("interval " + lower + ".." + upper + " " + lowerExclusive + upperExclusive, between
                .process(new ProcessJoinFunction<Event, Event, String>() {
                    @Override
                    public void processElement(Event a, Event b, Context context, Collector<String> out) {
                        out.collect(a + " with " + b + " " + context.getLeftTimestamp() + " " + context.getRightTimestamp() + " "
                                + context.getTimestamp());
                    }
                })
                .map(line -> line));
    }
}
