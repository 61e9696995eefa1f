package comparison;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Timers in the past, set again while they fire, deleted, at the last watermark, and of processing time at the end. */
public class Timers {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        new Script()
                .record("past", 5, 20)
                .record("again", 30, 21)
                .watermark(25)
                .record("past", 7, 26)
                .record("b", 40, 27)
                .record("b", 40, 28)
                .record("deleted", 41, 28)
                .watermark(35)
                .record("late", 10, 30)
                .watermark(45)
                .record("end", Long.MAX_VALUE, 50)
                .record("processing", 3, 51)
                .on(env)
                .keyBy(event -> event.key)
                .process(new Setting())
                .process(new Stamped<>())
                .print();
        env.execute();
    }

    private static class Setting extends KeyedProcessFunction<String, Event, String> {
        private transient ValueState<Integer> fired;

        @Override
        public void open(Configuration parameters) {
            fired = getRuntimeContext().getState(new ValueStateDescriptor<>("fired", Integer.class));
        }

        @Override
        public void processElement(Event event, Context context, Collector<String> out) {
            TimerService timers = context.timerService();
            timers.registerEventTimeTimer(event.value);
            if (event.key.equals("deleted")) {
                timers.deleteEventTimeTimer(event.value);
            }
            if (event.key.equals("processing")) {
                timers.registerProcessingTimeTimer(timers.currentProcessingTime() + 3_600_000);
            }
            out.collect("set " + event + " of " + context.getCurrentKey());
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
            int times = fired.value() == null ? 1 : fired.value() + 1;
            fired.update(times);
            out.collect("fired " + times + " of " + context.getCurrentKey() + " " + time + " " + context.timeDomain()
                    + " " + context.timestamp());
            if (context.getCurrentKey().equals("again") && times < 4) {
                context.timerService().registerEventTimeTimer(times < 3 ? time : 1000);
            }
            if (context.getCurrentKey().equals("end") && times < 3) {
                context.timerService().registerEventTimeTimer(time);
            }
        }
    }
}
