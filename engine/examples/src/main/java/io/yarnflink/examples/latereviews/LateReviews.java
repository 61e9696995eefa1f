package io.yarnflink.examples.latereviews;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkGenerator;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Counts the reviews of each day while they come out of order. A day is counted when reviews of a day later have been
 * seen, corrected by each review that comes up to two days after that, and what is later still is counted apart.
 *
 * <pre>late-reviews.jar [--input PATH] [--output FOLDER] [--lines N]</pre>
 */
public final class LateReviews {
    static final Duration OUT_OF_ORDER = Duration.ofDays(1);
    static final Duration ALLOWED_LATENESS = Duration.ofDays(2);
    private static final OutputTag<Review> TOO_LATE = new OutputTag<>("too late") {};

    private LateReviews() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        // What is late depends on the order in which reviews come: one subtask reads them as they lie in the file.
        env.setParallelism(1);
        example.run(days(example.lines("reviews.csv.gz").map(Review::parse)), "Late reviews");
    }

    static DataStream<DayOfReviews> days(DataStream<Review> reviews) {
        SingleOutputStreamOperator<Report> counts = reviews.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Review>forGenerator(context -> new AfterEachReview())
                                .withTimestampAssigner(
                                        (review, previous) -> review.time().toEpochMilli()))
                .windowAll(TumblingEventTimeWindows.of(Duration.ofDays(1)))
                .allowedLateness(ALLOWED_LATENESS)
                .sideOutputLateData(TOO_LATE)
                .process(new Count())
                .name("Reviews by day");
        return counts.union(counts.getSideOutput(TOO_LATE).map(review -> new Report(day(review.time()), 0, 0)))
                .keyBy(Report::day)
                .process(new LastReports())
                .name("Days");
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** How many reviews a day had when its window fired for this time, the first being 1; 0 is a review that came too late. */
    record Report(LocalDate day, int firing, int reviews) {}

    /** Says after each review how far time has come, not every 200 milliseconds: then each run sees the same. */
    private static final class AfterEachReview implements WatermarkGenerator<Review> {
        private long latest = Long.MIN_VALUE;

        @Override
        public void onEvent(Review review, long timestamp, WatermarkOutput output) {
            if (timestamp > latest) {
                latest = timestamp;
                output.emitWatermark(new Watermark(latest - OUT_OF_ORDER.toMillis() - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    /** Counts what a window holds; the state of a window lives as long as it may fire. */
    private static final class Count extends ProcessAllWindowFunction<Review, Report, TimeWindow> {
        private static final ValueStateDescriptor<Integer> FIRINGS =
                new ValueStateDescriptor<>("firings", Integer.class);

        @Override
        public void process(Context context, Iterable<Review> reviews, Collector<Report> out) throws Exception {
            ValueState<Integer> firings = context.windowState().getState(FIRINGS);
            int firing = firings.value() == null ? 1 : firings.value() + 1;
            firings.update(firing);
            int count = 0;
            for (Review ignored : reviews) {
                count++;
            }
            out.collect(new Report(day(Instant.ofEpochMilli(context.window().getStart())), firing, count));
        }

        @Override
        public void clear(Context context) throws Exception {
            context.windowState().getState(FIRINGS).clear();
        }
    }
}
