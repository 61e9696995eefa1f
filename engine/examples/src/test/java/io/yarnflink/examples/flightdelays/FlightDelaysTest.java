package io.yarnflink.examples.flightdelays;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.examples.data.DataFile;
import io.yarnflink.examples.data.Example;
import io.yarnflink.examples.data.Flight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@Timeout(60)
class FlightDelaysTest {
    private static final Instant NOON = Instant.parse("2001-01-01T12:00:00Z");

    @Test
    void delaysAreThoseOfAPlainSum() throws Exception {
        Example example = new Example(StreamExecutionEnvironment.getExecutionEnvironment(), new String[0]);
        List<HourlyDelay> found = example.collect(
                FlightDelays.delays(example.lines("flights.csv.gz").map(Flight::parse)), "test");
        Collection<HourlyDelay> expected = expected();
        assertThat(found).hasSameSizeAs(expected);
        assertThat(found.stream().map(HourlyDelay::toString).sorted())
                .isEqualTo(expected.stream().map(HourlyDelay::toString).sorted().toList());
    }

    private static Collection<HourlyDelay> expected() throws Exception {
        Map<String, HourlyDelay> hours = new TreeMap<>();
        for (Flight flight : DataFile.records("flights.csv.gz", Flight::parse)) {
            Instant hour = flight.departure().truncatedTo(ChronoUnit.HOURS);
            hours.merge(
                    flight.origin() + hour,
                    new HourlyDelay(flight.origin(), hour, 1, flight.delay()),
                    (a, b) -> new HourlyDelay(a.airport(), hour, a.flights() + b.flights(), a.minutes() + b.minutes()));
        }
        return hours.values();
    }

    @Test
    void theChartIsWrittenWhereTheProgramIsTold(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("flights.csv"), "2001/01/01 00:47,66,1750,DTW,LAS\n");
        Path chart = folder.resolve("chart.html");
        FlightDelays.main(new String[] {"--input", input.toString(), "--chart", chart.toString()});
        assertThat(Files.readString(chart)).contains("DTW, 0 h: 66.0 min, 1 flights");
    }

    @Test
    void theChartShowsTheBusiestAirportsTheLatestFirst() throws Exception {
        List<HourlyDelay> hours = IntStream.range(0, 20)
                .mapToObj(i -> new HourlyDelay("A" + (char) ('A' + i), NOON, 100 - i, 10 * i))
                .toList();
        Document svg = svg(new DelayChart(hours).html());
        List<String> words = IntStream.range(0, svg.getElementsByTagName("text").getLength())
                .mapToObj(i -> svg.getElementsByTagName("text").item(i).getTextContent())
                .filter(text -> text.matches("A[A-T]"))
                .toList();
        assertThat(words)
                .containsExactly(
                        "AO", "AN", "AM", "AL", "AK", "AJ", "AI", "AH", "AG", "AF", "AE", "AD", "AC", "AB", "AA");
    }

    @Test
    void fewFlightsAreNotColouredAndNamesAreEscaped() throws Exception {
        String html = new DelayChart(List.of(new HourlyDelay("<&>", NOON, 4, 400))).html();
        svg(html);
        assertThat(html).contains("class='none'><title>&lt;&amp;>, 12 h: 100.0 min, 4 flights");
    }

    /** Fails unless the drawing is well-formed. */
    private static Document svg(String html) throws Exception {
        String drawing = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(drawing.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
