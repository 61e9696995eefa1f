package io.yarnflink.examples.flightdelays;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Flight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The delays of flights by airport and hour: event-time windows of an hour, one per airport. With {@code --chart} the
 * program draws what the job found, as one HTML file without anything beside it.
 *
 * <pre>flight-delays.jar [--input PATH] [--output FOLDER] [--lines N] [--chart FILE]</pre>
 */
public final class FlightDelays {
    private FlightDelays() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        DataStream<HourlyDelay> delays = delays(example.lines("flights.csv.gz").map(Flight::parse));
        if (!example.parameters().has("chart")) {
            example.run(delays, "Flight delays");
            return;
        }
        Path chart = Path.of(example.parameters().getRequired("chart")).toAbsolutePath();
        List<HourlyDelay> hours = example.collect(delays, "Flight delays");
        Files.writeString(chart, new DelayChart(hours).html());
        System.out.println(hours.size() + " hours of airports are drawn in " + chart.toUri());
    }

    static DataStream<HourlyDelay> delays(DataStream<Flight> flights) {
        return flights.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Flight>forBoundedOutOfOrderness(Duration.ofDays(1))
                                .withTimestampAssigner(
                                        (flight, previous) -> flight.departure().toEpochMilli()))
                .keyBy(Flight::origin)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .aggregate(new Sum(), new NameHour())
                .name("Delays by airport and hour");
    }

    /** The flights so far and their minutes. */
    private static final class Sum
            implements AggregateFunction<Flight, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {
        @Override
        public Tuple2<Integer, Integer> createAccumulator() {
            return Tuple2.of(0, 0);
        }

        @Override
        public Tuple2<Integer, Integer> add(Flight flight, Tuple2<Integer, Integer> sum) {
            sum.f0++;
            sum.f1 += flight.delay();
            return sum;
        }

        @Override
        public Tuple2<Integer, Integer> getResult(Tuple2<Integer, Integer> sum) {
            return sum;
        }

        @Override
        public Tuple2<Integer, Integer> merge(Tuple2<Integer, Integer> a, Tuple2<Integer, Integer> b) {
            return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
        }
    }

    /** Adds airport and hour to the sum of a window that has ended. */
    private static final class NameHour
            extends ProcessWindowFunction<Tuple2<Integer, Integer>, HourlyDelay, String, TimeWindow> {
        @Override
        public void process(
                String airport, Context context, Iterable<Tuple2<Integer, Integer>> sums, Collector<HourlyDelay> out) {
            Tuple2<Integer, Integer> sum = sums.iterator().next();
            Instant hour = Instant.ofEpochMilli(context.window().getStart());
            out.collect(new HourlyDelay(airport, hour, sum.f0, sum.f1));
        }
    }
}
