package io.yarnflink.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.RichMapFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExampleTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    @TempDir
    private Path folder;

    private String input() throws IOException {
        return Files.writeString(folder.resolve("in.txt"), "b\nc\na\n").toString();
    }

    @Test
    void withAnOutputAllResultsAreWritten() throws Exception {
        Path output = folder.resolve("out");
        Example example = new Example(env, new String[] {"--input", input(), "--output", output.toString()});
        example.run(example.lines("none.gz"), "test");
        List<String> written = new ArrayList<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.addAll(Files.readAllLines(file));
            }
        }
        assertThat(written).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void withoutOneTheFirstArePrintedInOrder() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Example example = new Example(env, new String[] {"--input", input(), "--lines", "2"});
            example.run(example.lines("none.gz"), "test");
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("a", "b", "2 of 3 results");
    }

    @Test
    void functionsReadTheProgramsOptionsWhereverTheyRun() throws Exception {
        Example example = new Example(env, new String[] {"--input", input(), "--suffix", "!"});
        assertThat(example.parameters().get("suffix")).isEqualTo("!");
        DataStream<String> shouted = example.lines("none.gz").map(new RichMapFunction<String, String>() {
            @Override
            public String map(String line) {
                return line + getRuntimeContext().getGlobalJobParameters().get("suffix");
            }
        });
        assertThat(example.collect(shouted, "test")).containsExactlyInAnyOrder("a!", "b!", "c!");
    }

    @Test
    void optionsThatNobodyReadAreRefused() {
        Example example = new Example(env, new String[] {"--inptu", "x"});
        assertThatThrownBy(() -> example.run(env.fromData("a"), "test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown options: --inptu; the README of the examples lists each program's");
    }

    @Test
    void linesThatAreNoRecordsAreQuoted() {
        assertThatThrownBy(() -> Flight.parse("2001/01/01 00:47,soon,1750,DTW,LAS"))
                .hasMessage("column 2 of a line is not a whole number: 'soon' in"
                        + " '2001/01/01 00:47,soon,1750,DTW,LAS'");
        assertThatThrownBy(() -> Review.parse("1,2,3,yesterday"))
                .hasMessage("column 4 of a line is not a time: 'yesterday' in '1,2,3,yesterday'");
        assertThatThrownBy(() -> Airport.parse("DTW,42,west,Detroit"))
                .hasMessage("column 3 of a line is not a number: 'west' in 'DTW,42,west,Detroit'");
        assertThatThrownBy(() -> Reading.parse("73.97"))
                .hasMessage("a line has 1 columns where 2 are expected: '73.97'");
        assertThatThrownBy(() -> Request.parse("GET /")).hasMessage("not a line of an access log: 'GET /'");
    }
}
