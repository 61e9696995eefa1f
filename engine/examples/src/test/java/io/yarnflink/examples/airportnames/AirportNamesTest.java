package io.yarnflink.examples.airportnames;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.airportnames.AirportNames.NamedFlight;
import io.yarnflink.examples.data.Airport;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Flight;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AirportNamesTest {
    @Test
    void everyFlightGetsItsNameWhicheverComesFirst() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<NamedFlight> found = example.collect(
                AirportNames.named(
                        example.lines("flights.csv.gz").map(Flight::parse),
                        example.lines("airports", "airports.csv.gz").map(Airport::parse)),
                "test");
        Map<String, String> names = DataFile.records("airports.csv.gz", Airport::parse).stream()
                .collect(Collectors.toMap(Airport::code, Airport::name));
        List<NamedFlight> expected = DataFile.records("flights.csv.gz", Flight::parse).stream()
                .map(flight -> new NamedFlight(flight, names.getOrDefault(flight.origin(), flight.origin())))
                .toList();
        assertThat(found).hasSize(20_000);
        assertThat(counts(found)).isEqualTo(counts(expected));
    }

    private static Map<NamedFlight, Long> counts(List<NamedFlight> flights) {
        return flights.stream().collect(Collectors.groupingBy(flight -> flight, Collectors.counting()));
    }
}
