package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Path SHAKESPEARE = SourceTree.root().resolve("engine/examples/src/main/data/shakespeare.txt");

    private static Map<String, Long> partFiles(Path output) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString()).startsWith("part-");
                for (String line : Files.readAllLines(file)) {
                    String[] columns = line.split("\t");
                    assertThat(counts.put(columns[0], Long.valueOf(columns[1])))
                            .as("a second final count of %s", columns[0])
                            .isNull();
                }
            }
        }
        return counts;
    }

    private static List<String> top(Map<String, Long> counts, int size) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(size)
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .toList();
    }

    @Test
    void everyWordIsCountedOnceByTwoTaskManagersAndTheFlowLeavesItsEventsInOrder(CommandLine cli) throws Exception {
        Path output = folder.resolve("counts");
        Result result = cli.run(
                "submit",
                "--per-job",
                "-p",
                "2",
                "-s",
                "1",
                "--format",
                "properties",
                "examples/word-count.jar",
                "--",
                "--output",
                output.toString(),
                "--top",
                "10");

        assertThat(result.exitCode()).as("%s", result).isZero();
        Map<String, Long> expected = WordCountReference.count(SHAKESPEARE);
        assertThat(partFiles(output)).isEqualTo(expected);
        assertThat(result.out().lines().toList()).containsSubsequence(top(expected, 10));
        assertThat(result.field("state")).isEqualTo("FINISHED");
        assertThat(result.field("exitCode")).isEqualTo("0");
        assertThat(result.field("cause")).isEmpty();
        assertThat(result.field("jobId")).matches("[0-9a-f]{32}");

        String applicationId = result.field("applicationId");
        Deadline.await(
                "no process of " + applicationId + " is left",
                java.time.Duration.ofSeconds(30),
                () -> Containers.all(applicationId).isEmpty());
        assertTheFlow(cli.run("events", applicationId, "--format", "json"));
        assertThat(cli.staging()).as("staging left behind").isEmpty();
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
    void severalFilesFoldersAndGzipAreReadFromHdfsAndLocally(CommandLine cli) throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(in.resolve("a.txt"), "Été and é, and\nlast");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(in.resolve("b.gz")))) {
            gzip.write("zipped and\n".getBytes(StandardCharsets.UTF_8));
        }
        String remote = cli.putIntoHdfs("/input/deep/c.txt", "remote and\n");
        Path output = folder.resolve("counts");
        Result result = cli.run(
                "submit",
                "--per-job",
                "--format",
                "properties",
                "examples/word-count.jar",
                "--",
                "--input",
                in.toString(),
                "--input",
                remote,
                "--output",
                output.toString());
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(partFiles(output))
                .isEqualTo(Map.of("été", 1L, "and", 4L, "é", 1L, "last", 1L, "zipped", 1L, "remote", 1L));
    }

    @Test
    void aDetachedCountIsLeftAloneOnceAcceptedAndWritesItsPartFiles(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "a b a");
        Path output = folder.resolve("counts");
        Result submitted = cli.run(
                "submit",
                "--detached",
                "--format",
                "properties",
                "examples/word-count.jar",
                "--",
                "--input",
                text.toString(),
                "--output",
                output.toString());
        assertThat(submitted.exitCode()).as("%s", submitted).isZero();
        assertThat(submitted.field("state")).isEqualTo("ACCEPTED");
        String applicationId = submitted.field("applicationId");
        Deadline.await(
                "the job has finished",
                java.time.Duration.ofSeconds(60),
                () -> cli.run("status", applicationId, "--format", "properties")
                        .out()
                        .contains("state=FINISHED"));
        assertThat(partFiles(output)).isEqualTo(Map.of("a", 2L, "b", 1L));
        Deadline.await("the logs are gathered", java.time.Duration.ofSeconds(30), () -> {
            String logs = cli.run("logs", applicationId).out();
            return logs.contains("JM_STARTED") && logs.contains("taskmanager.stderr");
        });
    }

    @Test
    void aSecondSubmitUploadsOnlyTheGraphAndItsSettings(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "a b");
        String[] submit = {
            "submit", "--per-job", "--format", "properties", "examples/word-count.jar", "--", "--input", text.toString()
        };
        assertThat(cli.run(submit).exitCode()).isZero();
        Result second = cli.run(submit);
        assertThat(second.exitCode()).as("%s", second).isZero();
        assertThat(Long.parseLong(second.field("uploadedBytes"))).isLessThan(25_000);
        assertThat(Long.parseLong(second.field("cachedBytes"))).isGreaterThan(1_000_000);
    }
}
