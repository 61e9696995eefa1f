package io.yarnflink.examples.visits;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The visits to a web site: requests of one client belong to the same visit as long as none comes more than half an
 * hour after the one before. Session windows find them while the log is read, though its lines are not in order.
 *
 * <pre>visits.jar [--input PATH] [--output FOLDER] [--lines N] [--gap-minutes N]</pre>
 */
public final class Visits {
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    private Visits() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Example example = new Example(env, args);
        Duration gap = Duration.ofMinutes(example.parameters().getInt("gap-minutes", 30));
        example.run(visits(example.lines("access.log.gz").map(Request::parse), gap), "Visits");
    }

    static DataStream<Visit> visits(DataStream<Request> requests, Duration gap) {
        return requests.assignTimestampsAndWatermarks(WatermarkStrategy.<Request>forBoundedOutOfOrderness(OUT_OF_ORDER)
                        .withTimestampAssigner(
                                (request, previous) -> request.time().toEpochMilli()))
                .map(Visit::begin)
                .keyBy(Visit::client)
                .window(EventTimeSessionWindows.withGap(gap))
                .reduce(new Join())
                .name("Visits");
    }

    /** Requests of one client that follow each other; {@code entry} is what it asked for first. */
    record Visit(String client, Instant begin, Instant end, String entry, int requests, int errors, long bytes) {
        static Visit begin(Request request) {
            int errors = request.status() >= 400 ? 1 : 0;
            return new Visit(
                    request.client(), request.time(), request.time(), request.path(), 1, errors, request.bytes());
        }

        private boolean isBefore(Visit other) {
            int order = begin.compareTo(other.begin);
            return order < 0 || (order == 0 && entry.compareTo(other.entry) <= 0);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s: %d requests in %d s, %d errors, %d kB, first %s",
                    begin,
                    client,
                    requests,
                    Duration.between(begin, end).toSeconds(),
                    errors,
                    bytes / 1000,
                    entry);
        }
    }

    /** Makes one visit of two; windows that grow together are reduced in any order. */
    private static final class Join implements ReduceFunction<Visit> {
        @Override
        public Visit reduce(Visit a, Visit b) {
            Visit first = a.isBefore(b) ? a : b;
            return new Visit(
                    a.client,
                    first.begin,
                    a.end.isAfter(b.end) ? a.end : b.end,
                    first.entry,
                    a.requests + b.requests,
                    a.errors + b.errors,
                    a.bytes + b.bytes);
        }
    }
}
