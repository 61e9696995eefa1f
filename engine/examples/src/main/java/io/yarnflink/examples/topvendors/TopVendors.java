package io.yarnflink.examples.topvendors;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Review;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The vendors with the most reviews in each week: one window counts per vendor, and a second one, fed by the first,
 * ranks. The reviews come out of order, by up to nine days.
 *
 * <pre>top-vendors.jar [--input PATH] [--output FOLDER] [--lines N] [--top N]</pre>
 */
public final class TopVendors {
    private static final Duration OUT_OF_ORDER = Duration.ofDays(10);
    /** Day 0 of the epoch was a Thursday: weeks that begin on Mondays are four days off. */
    private static final TumblingEventTimeWindows WEEKS =
            TumblingEventTimeWindows.of(Duration.ofDays(7), Duration.ofDays(4));

    private TopVendors() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        int top = example.parameters().getInt("top", 3);
        example.run(topVendors(example.lines("reviews.csv.gz").map(Review::parse), top), "Top vendors");
    }

    static DataStream<Rank> topVendors(DataStream<Review> reviews, int top) {
        return reviews.assignTimestampsAndWatermarks(WatermarkStrategy.<Review>forBoundedOutOfOrderness(OUT_OF_ORDER)
                        .withTimestampAssigner(
                                (review, previous) -> review.time().toEpochMilli()))
                .keyBy(Review::vendor)
                .window(WEEKS)
                .aggregate(new Stars(), new NameVendor())
                .name("Reviews by vendor and week")
                .windowAll(WEEKS)
                .process(new RankVendors(top))
                .name("Top of the week");
    }

    /** The reviews of a vendor so far, and their stars. */
    record Sum(long reviews, long stars) {}

    /** A vendor's reviews in one week. */
    record VendorWeek(int vendor, long reviews, double meanRating) {}

    /** A vendor's place in the week that begins at {@code week}. */
    record Rank(LocalDate week, int place, int vendor, long reviews, double meanRating) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s %d. vendor %d: %d reviews, %.2f stars", week, place, vendor, reviews, meanRating);
        }
    }

    /** Counts while records come, so that a window holds one sum and not its reviews. */
    private static final class Stars implements AggregateFunction<Review, Sum, Sum> {
        @Override
        public Sum createAccumulator() {
            return new Sum(0, 0);
        }

        @Override
        public Sum add(Review review, Sum sum) {
            return new Sum(sum.reviews + 1, sum.stars + review.rating());
        }

        @Override
        public Sum getResult(Sum sum) {
            return sum;
        }

        @Override
        public Sum merge(Sum a, Sum b) {
            return new Sum(a.reviews + b.reviews, a.stars + b.stars);
        }
    }

    /** Adds the key to the sum of a window that has ended. */
    private static final class NameVendor extends ProcessWindowFunction<Sum, VendorWeek, Integer, TimeWindow> {
        @Override
        public void process(Integer vendor, Context context, Iterable<Sum> sums, Collector<VendorWeek> out) {
            Sum sum = sums.iterator().next();
            out.collect(new VendorWeek(vendor, sum.reviews, (double) sum.stars / sum.reviews));
        }
    }
}
