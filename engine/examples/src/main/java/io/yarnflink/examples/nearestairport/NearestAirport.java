package io.yarnflink.examples.nearestairport;

import io.yarnflink.api.datastream.AsyncDataStream;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.functions.async.RichAsyncFunction;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Quake;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The airport near each quake, from a service that takes milliseconds to answer: up to a hundred requests are under way
 * at once, where a plain map would wait for each answer before it asks again. The results come as the answers do.
 *
 * <pre>nearest-airport.jar [--input PATH] [--output FOLDER] [--lines N] [--within KILOMETRES] [--magnitude MIN]</pre>
 */
public final class NearestAirport {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int UNDER_WAY = 100;

    private NearestAirport() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        double magnitude = example.parameters().getDouble("magnitude", 3);
        double within = example.parameters().getDouble("within", 50);
        DataStream<Quake> quakes = example.lines("earthquakes.csv.gz").map(Quake::parse);
        example.run(nearest(quakes, magnitude, within), "Nearest airports");
    }

    static DataStream<Shaken> nearest(DataStream<Quake> quakes, double magnitude, double within) {
        return AsyncDataStream.unorderedWait(
                        quakes.filter(quake -> quake.magnitude() >= magnitude),
                        new Ask(within),
                        TIMEOUT_SECONDS,
                        TimeUnit.SECONDS,
                        UNDER_WAY)
                .name("Nearest airport");
    }

    /** A quake and the airport nearest to it. */
    record Shaken(Quake quake, AirportService.Nearest airport) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s magnitude %.1f, %.0f km from %s",
                    quake.time(),
                    quake.magnitude(),
                    airport.kilometres(),
                    airport.name());
        }
    }

    /** Sends a request for each quake and hands the answer on, whichever thread brings it. */
    private static final class Ask extends RichAsyncFunction<Quake, Shaken> {
        private final double within;
        private transient AirportService service;

        Ask(double within) {
            this.within = within;
        }

        @Override
        public void open(OpenContext openContext) throws Exception {
            service = AirportService.connect();
        }

        @Override
        public void asyncInvoke(Quake quake, ResultFuture<Shaken> result) {
            service.nearest(quake.latitude(), quake.longitude()).whenComplete((airport, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (airport.kilometres() <= within) {
                    result.complete(List.of(new Shaken(quake, airport)));
                } else {
                    result.complete(List.of());
                }
            });
        }
    }
}
