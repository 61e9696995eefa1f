package comparison;

import java.time.Duration;
import java.util.Random;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.datastream.WindowedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.MergingWindowAssigner;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.evictors.CountEvictor;
import org.apache.flink.streaming.api.windowing.evictors.TimeEvictor;
import org.apache.flink.streaming.api.windowing.time.Time;
import org.apache.flink.streaming.api.windowing.triggers.ContinuousEventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.PurgingTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.OutputTag;

/** Windows of every kind over streams that are drawn by lot; the first argument is how many. */
public class RandomWindows {
    public static void main(String[] args) throws Exception {
        int programs = args.length == 0 ? 60 : Integer.parseInt(args[0]);
        StreamExecutionEnvironment env = Script.environment();
        for (int seed = 0; seed < programs; seed++) {
            run(env, seed);
        }
        env.execute();
    }

    private static void run(StreamExecutionEnvironment env, int seed) {
        Random random = new Random(seed);
        OutputTag<Event> late = new OutputTag<Event>("late") {};
        KeyedStream<Event, String> keyed = script(random).on(env).keyBy(event -> event.key);
        WindowAssigner<? super Event, TimeWindow> assigner = assigner(random);
        boolean merging = assigner instanceof MergingWindowAssigner;
        WindowedStream<Event, String, TimeWindow> windows = keyed.window(assigner)
                .allowedLateness(Duration.ofMillis(random.nextInt(3) * random.nextInt(8)))
                .sideOutputLateData(late);
        if (random.nextInt(3) > 0) {
            windows = windows.trigger(trigger(random));
        }
        int evictor = merging ? 6 : random.nextInt(6);
        if (evictor == 0) {
            windows = windows.evictor(CountEvictor.of(1 + random.nextInt(3), random.nextBoolean()));
        } else if (evictor == 1) {
            windows = windows.evictor(TimeEvictor.of(Time.milliseconds(random.nextInt(8)), random.nextBoolean()));
        }
        SingleOutputStreamOperator<String> results = switch (random.nextInt(3)) {
            case 0 -> windows.reduce((a, b) -> new Event(a.key, merging ? a.value + b.value : 2 * a.value - b.value, 0), new Contents<>(merging));
            case 1 -> windows.reduce((a, b) -> new Event(a.key, a.value + b.value, Math.min(a.time, b.time))).map(Event::toString);
            default -> windows.process(new Contents<>(merging));
        };
        results.process(new Stamped<>()).print("seed " + seed);
        results.getSideOutput(late).process(new Stamped<>()).print("seed " + seed + ", late");
    }

    private static Script script(Random random) {
        Script script = new Script();
        long time = 12 + random.nextInt(20);
        for (int step = 0; step < 40; step++) {
            time += random.nextInt(4);
            script.record(random.nextInt(4) == 0 ? "b" : "a", step, time - random.nextInt(12) * random.nextInt(2));
            if (random.nextInt(5) == 0) {
                script.watermark(time - random.nextInt(5));
            }
        }
        return script;
    }

    private static WindowAssigner<? super Event, TimeWindow> assigner(Random random) {
        Duration size = Duration.ofMillis(2 + random.nextInt(12));
        return switch (random.nextInt(4)) {
            case 0 -> TumblingEventTimeWindows.of(size, Duration.ofMillis(random.nextInt(2)));
            case 1 -> SlidingEventTimeWindows.of(size, Duration.ofMillis(1 + random.nextInt(6)));
            case 2 -> EventTimeSessionWindows.withGap(Duration.ofMillis(1 + random.nextInt(6)));
            default -> EventTimeSessionWindows.<Event>withDynamicGap(event -> 1 + event.value % 5);
        };
    }

    @SuppressWarnings("unchecked")
    private static Trigger<Event, TimeWindow> trigger(Random random) {
        Trigger<?, ?> trigger = switch (random.nextInt(3)) {
            case 0 -> EventTimeTrigger.create();
            case 1 -> CountTrigger.of(1 + random.nextInt(4));
            default -> ContinuousEventTimeTrigger.of(Time.milliseconds(1 + random.nextInt(5)));
        };
        return (Trigger<Event, TimeWindow>) (random.nextInt(3) == 0 ? PurgingTrigger.of((Trigger<Event, TimeWindow>) trigger) : trigger);
    }
}
