package comparison;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A stream that is written down: records, and the watermarks between them. */
public final class Script {
    private static final String WATERMARK = "watermark";

    private final List<Event> events = new ArrayList<>();

    public Script record(String key, long value, long time) {
        events.add(new Event(key, value, time));
        return this;
    }

    /** Records of key a, whose values count up. */
    public Script times(long... times) {
        for (long time : times) {
            record("a", events.size(), time);
        }
        return this;
    }

    public Script watermark(long time) {
        events.add(new Event(WATERMARK, 0, time));
        return this;
    }

    public SingleOutputStreamOperator<Event> on(StreamExecutionEnvironment env) {
        return env.fromCollection(events)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Event>forGenerator(context -> new Written())
                        .withTimestampAssigner((event, before) -> event.time))
                .filter(event -> !event.key.equals(WATERMARK));
    }

    public static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        return env;
    }

    private static final class Written implements WatermarkGenerator<Event> {
        @Override
        public void onEvent(Event event, long time, WatermarkOutput output) {
            if (event.key.equals(WATERMARK)) {
                output.emitWatermark(new Watermark(event.time));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
