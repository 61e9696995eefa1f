package comparison;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.evictors.CountEvictor;
import org.apache.flink.streaming.api.windowing.evictors.DeltaEvictor;
import org.apache.flink.streaming.api.windowing.evictors.Evictor;
import org.apache.flink.streaming.api.windowing.evictors.TimeEvictor;
import org.apache.flink.streaming.api.windowing.time.Time;
import org.apache.flink.streaming.api.windowing.triggers.ContinuousEventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.triggers.DeltaTrigger;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.PurgingTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** When windows fire, and with what in them. */
public class Triggers {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        time(env, "count", CountTrigger.of(2), 0);
        time(env, "count, late", CountTrigger.of(2), 30);
        time(env, "purging count", PurgingTrigger.of(CountTrigger.of(2)), 0);
        time(env, "event time, late", EventTimeTrigger.create(), 30);
        time(env, "purging event time, late", PurgingTrigger.of(EventTimeTrigger.create()), 30);
        time(env, "continuous", ContinuousEventTimeTrigger.of(Time.milliseconds(3)), 0);
        time(env, "continuous, late", ContinuousEventTimeTrigger.of(Time.milliseconds(3)), 30);
        time(env, "purging continuous, late", PurgingTrigger.of(ContinuousEventTimeTrigger.of(Time.milliseconds(3))), 30);
        global(env, "count", CountTrigger.of(3));
        global(env, "purging count", PurgingTrigger.of(CountTrigger.of(3)));
        global(env, "delta", DeltaTrigger.of(4.0, (a, b) -> b.time - a.time, org.apache.flink.api.common.typeinfo.Types.POJO(Event.class).createSerializer(new org.apache.flink.api.common.ExecutionConfig())));
        evictor(env, "count", CountEvictor.of(2));
        evictor(env, "count, after", CountEvictor.of(2, true));
        evictor(env, "time", TimeEvictor.of(Time.milliseconds(4)));
        evictor(env, "time, after", TimeEvictor.of(Time.milliseconds(4), true));
        evictor(env, "delta", DeltaEvictor.of(3, (a, b) -> Math.abs(b.value - a.value)));
        env.execute();
    }

    private static Script script() {
        return new Script()
                .times(1, 2, 5)
                .record("b", 100, 4)
                .watermark(4)
                .times(3, 9, 11)
                .watermark(8)
                .times(12, 4)
                .watermark(12)
                .times(8, 9)
                .watermark(30)
                .times(9, 13, 29, 31, 33)
                .watermark(38)
                .times(35, 9, 49);
    }

    private static void time(StreamExecutionEnvironment env, String name, Trigger<? super Event, ? super TimeWindow> trigger, long lateness) {
        script().on(env)
                .keyBy(event -> event.key)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
                .trigger((Trigger<Event, TimeWindow>) trigger)
                .allowedLateness(Duration.ofMillis(lateness))
                .process(new Contents<>())
                .print(name + " on time windows");
    }

    private static void global(StreamExecutionEnvironment env, String name, Trigger<? super Event, ? super GlobalWindow> trigger) {
        script().on(env)
                .keyBy(event -> event.key)
                .window(GlobalWindows.create())
                .trigger((Trigger<Event, GlobalWindow>) trigger)
                .process(new Contents<>())
                .print(name + " on global windows");
    }

    private static void evictor(StreamExecutionEnvironment env, String name, Evictor<? super Event, ? super TimeWindow> evictor) {
        script().on(env)
                .keyBy(event -> event.key)
                .window(SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)))
                .evictor((Evictor<Event, TimeWindow>) evictor)
                .allowedLateness(Duration.ofMillis(10))
                .process(new Contents<>())
                .print("evictor " + name);
    }
}
