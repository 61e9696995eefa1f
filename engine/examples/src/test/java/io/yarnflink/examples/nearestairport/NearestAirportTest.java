package io.yarnflink.examples.nearestairport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.Airport;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Quake;
import io.yarnflink.examples.nearestairport.AirportService.Nearest;
import io.yarnflink.examples.nearestairport.NearestAirport.Shaken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NearestAirportTest {
    @Test
    void answersAreThoseOfASearchThroughAllAirports() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<Shaken> found = example.collect(
                NearestAirport.nearest(example.lines("earthquakes.csv.gz").map(Quake::parse), 4.5, 100), "test");
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(expected(4.5, 100))
                .isNotEmpty();
    }

    private static List<Shaken> expected(double magnitude, double within) throws Exception {
        List<Airport> airports = DataFile.records("airports.csv.gz", Airport::parse);
        List<Shaken> near = new ArrayList<>();
        for (Quake quake : DataFile.records("earthquakes.csv.gz", Quake::parse)) {
            if (quake.magnitude() >= magnitude) {
                Nearest nearest = new Nearest("none", Double.MAX_VALUE);
                for (Airport airport : airports) {
                    double kilometres = AirportService.kilometres(
                            quake.latitude(), quake.longitude(), airport.latitude(), airport.longitude());
                    if (kilometres < nearest.kilometres()) {
                        nearest = new Nearest(airport.name(), kilometres);
                    }
                }
                if (nearest.kilometres() <= within) {
                    near.add(new Shaken(quake, nearest));
                }
            }
        }
        return near;
    }

    @Test
    void distancesAreThoseOfTheAtlas() {
        double parisToNewYork = AirportService.kilometres(48.8566, 2.3522, 40.7128, -74.006);
        assertThat(parisToNewYork).isCloseTo(5_837, within(10.0));
        assertThat(AirportService.kilometres(10, 20, 10, 20)).isZero();
    }
}
