package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.programs.LineReaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class WordCountIT {
    private static final List<String> APPLICATION_STEPS = List.of(
            "CLIENT_JOB_GRAPH",
            "CLIENT_STAGED",
            "CLIENT_SUBMITTED",
            "AM_STARTED",
            "JM_STARTED",
            "SLOTS_REQUESTED",
            "CONTAINERS_REQUESTED",
            "JOB_RUNNING",
            "JOB_FINISHED",
            "APP_UNREGISTERED");

    private static final List<String> CONTAINER_STEPS =
            List.of("CONTAINER_STARTED", "TM_STARTED", "TM_REGISTERED", "SLOTS_OFFERED", "TASKS_DEPLOYED");

    private static final Pattern STEP = Pattern.compile("\"step\" ?: ?\"([A-Z_]+)\"");
    private static final Pattern TASK_MANAGER = Pattern.compile("taskManagerId[\"=: ]+(container_[0-9_]+)");

    @TempDir
    Path folder;

    private static List<String> partFiles(Path output) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString()).startsWith("part-");
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            String[] columns = line.split("\t");
            assertThat(counts.put(columns[0], Long.valueOf(columns[1])))
                    .as("a second final count of %s", columns[0])
                    .isNull();
        }
        return counts;
    }

    @Test
    void everyWordIsCountedOnceByTwoTaskManagersAndTheFlowLeavesItsEventsInOrder(CommandLine cli) throws Exception {
        Path output = folder.resolve("counts");
        Result result = cli.submit(
                "-p", "2", "-s", "1", "examples/word-count.jar", "--", "--output", output.toString(), "--top", "10");

        result.endedWith(0);
        Map<String, Long> expected = WordCountReference.count(WordCountReference.SHAKESPEARE);
        assertThat(counts(partFiles(output))).isEqualTo(expected);
        assertThat(result.out().lines().toList()).containsSubsequence(WordCountReference.top(expected, 10));
        assertThat(result.field("state")).isEqualTo("FINISHED");
        assertThat(result.field("exitCode")).isEqualTo("0");
        assertThat(result.field("cause")).isEmpty();
        assertThat(result.field("jobId")).matches("[0-9a-f]{32}");

        String applicationId = result.field("applicationId");
        new Application(cli, applicationId).assertNothingIsLeft();
        assertTheFlow(cli.run("events", applicationId, "--format", "json"));
    }

    /** The application's own steps are in order, and so are each container's. */
    private static void assertTheFlow(Result events) {
        assertThat(events.exitCode()).as("%s", events).isZero();
        List<String> steps = new ArrayList<>();
        Map<String, List<String>> byTaskManager = new TreeMap<>();
        for (String event : events.out().lines().toList()) {
            Matcher step = STEP.matcher(event);
            if (step.find()) {
                steps.add(step.group(1));
                Matcher container = TASK_MANAGER.matcher(event);
                if (container.find()) {
                    byTaskManager
                            .computeIfAbsent(container.group(1), id -> new ArrayList<>())
                            .add(step.group(1));
                }
            }
        }
        assertThat(steps).containsSubsequence(APPLICATION_STEPS);
        assertThat(byTaskManager).hasSize(2);
        assertThat(byTaskManager.values()).allSatisfy(own -> assertThat(own).isEqualTo(CONTAINER_STEPS));
    }

    @Test
    void severalFilesFoldersAndGzipAreReadFromHdfsAndLocallyAtALimitedRateAndCountedIntoHdfs(CommandLine cli)
            throws Exception {
        Path input = folder.resolve("In put");
        Path in = Files.createDirectories(input.resolve("Größe"));
        Files.writeString(in.resolve("ä b.txt"), "Été and é, and\nlast");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(in.resolve("b.gz")))) {
            gzip.write("zipped and\n".getBytes(StandardCharsets.UTF_8));
        }
        Path single = Files.writeString(folder.resolve("single 100%.txt"), "single\nand\n");
        String remote = cli.hdfs().put("/input/deep er/c ö.txt", "remote and\n");
        String output = cli.hdfs().full("/counts of Größe");

        // As in a cron job: without a locale.
        Result result = cli.with("LC_ALL", "C")
                .submit(
                        "examples/word-count.jar",
                        "--",
                        "--rate",
                        "2",
                        "--input",
                        input.toString(),
                        "--input",
                        single.toString(),
                        "--input",
                        remote,
                        "--output",
                        output);

        result.endedWith(0);
        assertThat(counts(cli.hdfs().lines(output)))
                .isEqualTo(Map.of("été", 1L, "and", 5L, "é", 1L, "last", 1L, "zipped", 1L, "single", 1L, "remote", 1L));
        assertThat(result.field("recordsRead")).isEqualTo("6");
        // Six lines at two a second, of which the first may be read at once.
        assertThat(millisBetween("SLOTS_OFFERED", "JOB_FINISHED", cli.run("events", result.field("applicationId"))))
                .isGreaterThan(2_000);
    }

    private static long millisBetween(String from, String to, Result events) {
        return elapsed(to, events) - elapsed(from, events);
    }

    private static long elapsed(String step, Result events) {
        return events.out()
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(columns -> columns.length > 2 && columns[2].equals(step))
                .mapToLong(columns -> Long.parseLong(columns[0]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + step + " in " + events));
    }

    @Test
    void aFileOfManyBlocksIsReadByBothTaskManagersAndEachLineOnce(CommandLine cli) throws Exception {
        // Lines of many lengths, in letters of two bytes, so that blocks begin anywhere in lines and letters.
        List<String> lines = IntStream.range(0, 400)
                .mapToObj(i -> i + " " + "äö".repeat(i % 61))
                .toList();
        String file = cli.hdfs().put("/input/blocks.txt", String.join("\n", lines) + "\n");
        assertThat(cli.hdfs().blocks(file)).isGreaterThan(20);

        Path jar = ProgramJar.of(LineReaders.class, folder);
        Path cached = Files.writeString(folder.resolve("cached.txt"), "local ");
        cli.hdfs().put("/cached/below/b.txt", "remote ");
        Result result = cli.submit(
                "-p",
                "2",
                "-s",
                "1",
                jar.toString(),
                "--",
                file,
                "200",
                cached.toString(),
                cli.hdfs().full("/cached"));

        result.endedWith(0);
        List<String[]> read = result.out()
                .lines()
                .filter(line -> line.contains("\t"))
                .map(line -> line.split("\t", 2))
                .toList();
        assertThat(read).extracting(columns -> columns[1]).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(read.stream().map(columns -> columns[0]).distinct())
                .as("processes that read, and the files that all of them have")
                .hasSize(2)
                .allMatch(reader -> reader.startsWith("local remote "));
        new Application(cli, result.field("applicationId")).assertNothingIsLeft();
    }

    @Test
    void aDetachedCountIsLeftAloneOnceAcceptedAndWritesItsPartFiles(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "a b a");
        Path output = folder.resolve("counts");
        Result submitted = cli.submit(
                "--detached",
                "examples/word-count.jar",
                "--",
                "--input",
                text.toString(),
                "--output",
                output.toString());
        submitted.endedWith(0);
        assertThat(submitted.field("state")).isEqualTo("ACCEPTED");
        String applicationId = submitted.field("applicationId");
        Deadline.await(
                "the job has finished",
                Duration.ofSeconds(60),
                () -> cli.run("status", applicationId, "--format", "properties")
                        .out()
                        .contains("state=FINISHED"));
        assertThat(counts(partFiles(output))).isEqualTo(Map.of("a", 2L, "b", 1L));
        new Application(cli, applicationId).awaitLogs("JM_STARTED", "taskmanager.stderr");
    }

    @Test
    void aSecondSubmitUploadsOnlyTheGraphAndItsSettings(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "a b");
        String[] submit = {"examples/word-count.jar", "--", "--input", text.toString()};
        cli.submit(submit).endedWith(0);
        Result second = cli.submit(submit);
        second.endedWith(0);
        assertThat(Long.parseLong(second.field("uploadedBytes"))).isLessThan(25_000);
        assertThat(Long.parseLong(second.field("cachedBytes"))).isGreaterThan(1_000_000);
    }
}
