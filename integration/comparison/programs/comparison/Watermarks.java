package comparison;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.accumulators.Histogram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What generators emit, how watermarks pass through operators, and what accumulators give at the end. */
public class Watermarks {
    public static void main(String[] args) throws Exception {
        for (long bound : new long[] {0, 1, 5}) {
            Recorded output = new Recorded();
            WatermarkGenerator<Event> bounded = WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofMillis(bound))
                    .createWatermarkGenerator(() -> null);
            bounded.onPeriodicEmit(output);
            for (long time : new long[] {5, 3, 9, 9, -2, 20}) {
                bounded.onEvent(new Event("a", 0, time), time, output);
                bounded.onPeriodicEmit(output);
            }
            System.out.println("bounded by " + bound + output.seen);
        }
        WatermarkStrategy<Event> strategy = WatermarkStrategy.<Event>forMonotonousTimestamps()
                .withTimestampAssigner((event, before) -> before == Long.MIN_VALUE ? 7 : before);
        TimestampAssigner<Event> assigner = strategy.createTimestampAssigner(() -> null);
        System.out.println("assigned " + assigner.extractTimestamp(new Event(), Long.MIN_VALUE) + " " + assigner.extractTimestamp(new Event(), 3));

        StreamExecutionEnvironment env = Script.environment();
        new Script().times(5, 1).watermark(4).times(2).watermark(3).times(9).watermark(8).times(8, Long.MIN_VALUE + 1, Long.MAX_VALUE)
                .on(env)
                .process(new Stamped<>())
                .map(new Counting())
                .print("through a chain");
        new Script().times(5).watermark(4).times(6).watermark(20)
                .on(env)
                .map(event -> event)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forGenerator(context -> new Silent()).withTimestampAssigner((event, before) -> before + 100))
                .process(new Stamped<>())
                .print("assigned again");
        var result = env.execute("counting");
        System.out.println("counted " + result.getAccumulatorResult("records") + " " + result.getAccumulatorResult("lengths"));
    }

    private static final class Recorded implements WatermarkOutput {
        private final StringBuilder seen = new StringBuilder();

        @Override
        public void emitWatermark(Watermark watermark) {
            seen.append(' ').append(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            seen.append(" idle");
        }

        @Override
        public void markActive() {
            seen.append(" active");
        }
    }

    private static final class Silent implements WatermarkGenerator<Event> {
        @Override
        public void onEvent(Event event, long time, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static final class Counting extends RichMapFunction<String, String> {
        private final IntCounter records = new IntCounter();
        private final Histogram lengths = new Histogram();

        @Override
        public void open(Configuration parameters) {
            getRuntimeContext().addAccumulator("records", records);
            getRuntimeContext().addAccumulator("lengths", lengths);
        }

        @Override
        public String map(String value) {
            records.add(1);
            lengths.add(value.length() % 3);
            return value;
        }
    }
}
