package io.yarnflink.examples.aftershocks;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Quake;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Aftershocks: the stream of strong quakes is joined with the stream of all quakes, where one of the second follows one
 * of the first within a day in the same field of two by two degrees and is weaker. An interval join keeps of each
 * stream only what the other may still meet.
 *
 * <pre>aftershocks.jar [--input PATH] [--output FOLDER] [--lines N] [--strong MAGNITUDE]</pre>
 */
public final class Aftershocks {
    private static final Duration WITHIN = Duration.ofDays(1);
    private static final int DEGREES = 2;

    private Aftershocks() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        double strong = example.parameters().getDouble("strong", 6);
        example.run(aftershocks(example.lines("earthquakes.csv.gz").map(Quake::parse), strong), "Aftershocks");
    }

    static DataStream<Aftershock> aftershocks(DataStream<Quake> catalogue, double strong) {
        // Each reader hands its lines on in order, but several of them are not in step with each other.
        DataStream<Quake> quakes = catalogue.assignTimestampsAndWatermarks(
                WatermarkStrategy.<Quake>forBoundedOutOfOrderness(Duration.ofHours(1))
                        .withTimestampAssigner((quake, previous) -> quake.time().toEpochMilli()));
        return quakes.filter(quake -> quake.magnitude() >= strong)
                .keyBy(Field::of)
                .intervalJoin(quakes.keyBy(Field::of))
                .between(Duration.ZERO, WITHIN)
                .lowerBoundExclusive()
                .process(new Follow())
                .name("Aftershocks");
    }

    /** A part of the globe, by its south-west corner; records make good keys. */
    record Field(int latitude, int longitude) {
        static Field of(Quake quake) {
            return new Field(
                    Math.floorDiv((int) Math.floor(quake.latitude()), DEGREES),
                    Math.floorDiv((int) Math.floor(quake.longitude()), DEGREES));
        }
    }

    /** A quake and a weaker one soon after it. */
    record Aftershock(Instant time, double magnitude, Duration after, double weaker) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s magnitude %.1f, after %d:%02d h %.1f",
                    time,
                    magnitude,
                    after.toHours(),
                    after.toMinutesPart(),
                    weaker);
        }
    }

    /** Gets each pair that lies near enough in time, once. */
    private static final class Follow extends ProcessJoinFunction<Quake, Quake, Aftershock> {
        @Override
        public void processElement(Quake strong, Quake quake, Context context, Collector<Aftershock> out) {
            if (quake.magnitude() < strong.magnitude()) {
                out.collect(new Aftershock(
                        strong.time(),
                        strong.magnitude(),
                        Duration.between(strong.time(), quake.time()),
                        quake.magnitude()));
            }
        }
    }
}
