package io.yarnflink.examples.aftershocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.aftershocks.Aftershocks.Aftershock;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Quake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AftershocksTest {
    @Test
    void pairsAreThoseOfANestedLoop() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<Aftershock> found = example.collect(
                Aftershocks.aftershocks(example.lines("earthquakes.csv.gz").map(Quake::parse), 5.5), "test");
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(5.5)).hasSizeGreaterThan(600);
    }

    private static List<Aftershock> expected(double magnitude) throws Exception {
        List<Quake> quakes = DataFile.records("earthquakes.csv.gz", Quake::parse);
        List<Aftershock> pairs = new ArrayList<>();
        for (Quake strong :
                quakes.stream().filter(quake -> quake.magnitude() >= magnitude).toList()) {
            for (Quake weak : quakes) {
                if (weak.magnitude() < strong.magnitude()
                        && weak.time().isAfter(strong.time())
                        && !weak.time().isAfter(strong.time().plus(Duration.ofDays(1)))
                        && Math.floor(weak.latitude() / 2) == Math.floor(strong.latitude() / 2)
                        && Math.floor(weak.longitude() / 2) == Math.floor(strong.longitude() / 2)) {
                    pairs.add(new Aftershock(
                            strong.time(),
                            strong.magnitude(),
                            Duration.between(strong.time(), weak.time()),
                            weak.magnitude()));
                }
            }
        }
        return pairs;
    }
}
