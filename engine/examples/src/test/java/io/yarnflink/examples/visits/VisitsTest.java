package io.yarnflink.examples.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Request;
import io.yarnflink.examples.visits.Visits.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VisitsTest {
    private static final Duration GAP = Duration.ofMinutes(30);

    @Test
    void visitsAreThoseOfTheSortedLog() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<Visit> found =
                example.collect(Visits.visits(example.lines("access.log.gz").map(Request::parse), GAP), "test");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected()).hasSizeGreaterThan(1_000);
    }

    private static List<Visit> expected() throws Exception {
        List<Request> log = new ArrayList<>(DataFile.records("access.log.gz", Request::parse));
        log.sort(Comparator.comparing(Request::client)
                .thenComparing(Request::time)
                .thenComparing(Request::path));
        List<Visit> visits = new ArrayList<>();
        List<Request> visit = new ArrayList<>();
        for (Request request : log) {
            if (!visit.isEmpty()) {
                Request last = visit.get(visit.size() - 1);
                boolean goesOn = last.client().equals(request.client())
                        && Duration.between(last.time(), request.time()).compareTo(GAP) <= 0;
                if (!goesOn) {
                    visits.add(visitOf(visit));
                    visit.clear();
                }
            }
            visit.add(request);
        }
        visits.add(visitOf(visit));
        return visits;
    }

    private static Visit visitOf(List<Request> requests) {
        Request first = requests.get(0);
        return new Visit(
                first.client(),
                first.time(),
                requests.get(requests.size() - 1).time(),
                first.path(),
                requests.size(),
                (int) requests.stream()
                        .filter(request -> request.status() >= 400)
                        .count(),
                requests.stream().mapToLong(Request::bytes).sum());
    }
}
