package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class ExamplesIT {
    private static final Path EXAMPLES = SourceTree.distribution().resolve("examples");

    @TempDir
    Path folder;

    private static List<Path> entries(Path folder, String pattern) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches(pattern))
                    .toList();
        }
    }

    @Test
    void twoStreamsFromTheProgramsJarMeetInTwoTaskManagersAndAreDrawn(CommandLine cli) throws Exception {
        Result named = cli.submit("-p", "2", "-s", "1", "examples/airport-names.jar", "--", "--lines", "1");
        named.endedWith(0);
        assertThat(named.out().lines())
                .startsWith(
                        "2001-01-01T00:47:00Z DTW (Detroit Metro Wayne Co) -> LAS: 66 minutes late",
                        "1 of 20000 results");

        Path chart = folder.resolve("delays.html");
        cli.submit("examples/flight-delays.jar", "--", "--chart", chart.toString())
                .endedWith(0);
        assertThat(Files.readString(chart)).contains("20,000 flights, 2001-01-01 to 2001-03-31");
    }

    @Test
    void everyExampleIsAJarWithItsProgramAndItsData() throws IOException {
        Path sources = SourceTree.root().resolve("engine/examples/src/main/java/io/yarnflink/examples");
        int withData = 0;
        List<Path> jars = entries(EXAMPLES, ".*[.]jar");
        assertThat(jars).hasSameSizeAs(entries(sources, "(?!data|package-info).*"));
        for (Path file : jars) {
            try (JarFile jar = new JarFile(file.toFile())) {
                String program = jar.getManifest().getMainAttributes().getValue("Main-Class");
                assertThat(jar.getEntry(program.replace('.', '/') + ".class"))
                        .as("%s in %s", program, file)
                        .isNotNull();
                withData += jar.stream().anyMatch(entry -> entry.getName().matches("data/.*[.]gz")) ? 1 : 0;
            }
        }
        assertThat(withData).as("all but the word count hold their data").isEqualTo(jars.size() - 1);
    }
}
