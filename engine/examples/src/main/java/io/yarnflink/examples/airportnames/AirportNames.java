package io.yarnflink.examples.airportnames;

import io.yarnflink.api.datastream.BroadcastStream;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.examples.data.Airport;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Flight;

/**
 * Flights with the name of the airport they leave from. The airports are few and every subtask needs all of them, so
 * they are broadcast. Nothing says that an airport comes before its flights: flights wait for it in keyed state.
 *
 * <pre>airport-names.jar [--input PATH] [--airports PATH] [--output FOLDER] [--lines N]</pre>
 */
public final class AirportNames {
    private static final MapStateDescriptor<String, String> NAMES =
            new MapStateDescriptor<>("names by code", String.class, String.class);
    private static final ListStateDescriptor<Flight> WAITING = new ListStateDescriptor<>("waiting", Flight.class);

    private AirportNames() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        DataStream<Flight> flights = example.lines("flights.csv.gz").map(Flight::parse);
        DataStream<Airport> airports =
                example.lines("airports", "airports.csv.gz").map(Airport::parse);
        example.run(named(flights, airports), "Airport names");
    }

    static DataStream<NamedFlight> named(DataStream<Flight> flights, DataStream<Airport> airports) {
        BroadcastStream<Airport> everywhere = airports.broadcast(NAMES);
        return flights.assignTimestampsAndWatermarks(WatermarkStrategy.<Flight>forMonotonousTimestamps()
                        .withTimestampAssigner(
                                (flight, previous) -> flight.departure().toEpochMilli()))
                .keyBy(Flight::origin)
                .connect(everywhere)
                .process(new Name())
                .name("Names");
    }

    /** A flight and where it left; airports that are not in the list keep their code as the name. */
    record NamedFlight(Flight flight, String from) {
        @Override
        public String toString() {
            return flight.departure() + " " + flight.origin() + " (" + from + ") -> " + flight.destination() + ": "
                    + flight.delay() + " minutes late";
        }
    }

    /** Names flights at once when their airport is known, and else when it comes or will not come any more. */
    private static final class Name extends KeyedBroadcastProcessFunction<String, Flight, Airport, NamedFlight> {
        @Override
        public void processElement(Flight flight, ReadOnlyContext ctx, Collector<NamedFlight> out) throws Exception {
            String name = ctx.getBroadcastState(NAMES).get(flight.origin());
            if (name != null) {
                out.collect(new NamedFlight(flight, name));
            } else {
                getRuntimeContext().getListState(WAITING).add(flight);
                ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            }
        }

        @Override
        public void processBroadcastElement(Airport airport, Context ctx, Collector<NamedFlight> out) throws Exception {
            ctx.getBroadcastState(NAMES).put(airport.code(), airport.name());
            ctx.applyToKeyedState(WAITING, (origin, waiting) -> {
                if (origin.equals(airport.code())) {
                    for (Flight flight : waiting.get()) {
                        out.collect(new NamedFlight(flight, airport.name()));
                    }
                    waiting.clear();
                }
            });
        }

        /** Event time reaches its maximum when both inputs have ended. */
        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<NamedFlight> out) throws Exception {
            for (Flight flight : getRuntimeContext().getListState(WAITING).get()) {
                out.collect(new NamedFlight(flight, flight.origin()));
            }
        }
    }
}
