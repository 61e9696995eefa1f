package io.yarnflink.figures;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.it.Hdfs;
import io.yarnflink.it.ProgramJar;
import io.yarnflink.it.programs.LargeStateProgram;
import io.yarnflink.staging.HdfsJobArchive;
import io.yarnflink.staging.StagingRoots;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A {@link LargeStateProgram} on the cluster. */
final class LargeStateJob {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern SUBMITTED = Pattern.compile("Submitted application (application_\\d+_\\d+)");
    private static final Pattern COMPLETE =
            Pattern.compile("checkpoint (\\d+).* is complete after (\\d+) ms: (\\d+) bytes"
                    + " written, (\\d+) referred to, tasks stood still for (\\d+) us");

    private final FiguresCluster cluster;
    private final Hdfs hdfs;
    private final Running client;
    private final String id;
    private final String output;
    private final long keys;

    /** What to submit: {@code rate} in numbers a second after each key has its value. */
    record Work(long keys, int ballast, long rate, boolean writes, List<String> options) {}

    /** One completed checkpoint, as the ApplicationMaster's log tells of it. */
    record Completed(long id, long millis, long written, long referenced, long pauseMicros) {}

    LargeStateJob(FiguresCluster cluster, Work work) throws Exception {
        this.cluster = cluster;
        this.hdfs = cluster.cli().hdfs();
        this.keys = work.keys();
        this.output = work.writes() ? hdfs.full("figures/" + System.currentTimeMillis()) : LargeStateProgram.NO_OUTPUT;
        List<String> all = new ArrayList<>(work.options());
        all.add(ProgramJar.of(LargeStateProgram.class, cluster.folder()).toString());
        all.addAll(List.of("" + work.keys(), "" + work.ballast(), "" + work.rate(), output));
        client = cluster.cli().startSubmit(all.toArray(String[]::new));
        Deadline.await(
                "the application is submitted",
                PATIENCE,
                () -> submitted().isPresent() || !client.process().isAlive());
        id = submitted().orElseThrow(() -> new AssertionError("nothing was submitted"));
    }

    private Optional<String> submitted() throws IOException {
        Matcher matcher = SUBMITTED.matcher(client.err());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    String id() {
        return id;
    }

    void await(String condition, java.util.concurrent.Callable<Boolean> holds) throws Exception {
        Deadline.await(condition, PATIENCE, () -> {
            if (!client.process().isAlive()) {
                throw new AssertionError("the job has ended: " + client.await());
            }
            return holds.call();
        });
    }

    /** Waits until each key has its value, and a checkpoint that began after it is complete. */
    void awaitFilled() throws Exception {
        await("the first round is over", () -> times(LargeStateProgram.FILLED).size() >= LargeStateProgram.PARTS);
        awaitCheckpoints(2);
    }

    /** Waits for so many completed checkpoints more; all of them since then. */
    List<Completed> awaitCheckpoints(int more) throws Exception {
        int before = checkpoints().size();
        await(more + " checkpoints more", () -> checkpoints().size() >= before + more);
        return checkpoints().subList(before, before + more);
    }

    List<Completed> checkpoints() throws IOException {
        List<Completed> found = new ArrayList<>();
        for (String line : cluster.logLines(id, "")) {
            Matcher matcher = COMPLETE.matcher(line);
            if (matcher.find()) {
                found.add(new Completed(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))));
            }
        }
        return found;
    }

    /** The times, in milliseconds since the epoch, that the program's tasks have written behind a text. */
    List<Long> times(String text) throws IOException {
        return cluster.logLines(id, "").stream()
                .filter(line -> line.startsWith(text))
                .map(line -> Long.parseLong(line.substring(text.length())))
                .sorted()
                .toList();
    }

    List<LifecycleEvent> events() throws IOException {
        return new HdfsJobArchive(
                        hdfs.files(),
                        StagingRoots.of(hdfs.files(), Optional.empty()).archive(),
                        "figures")
                .events(id);
    }

    ProcessHandle master() {
        return Containers.masters(id).get(0);
    }

    /** A TaskManager that counts. */
    ProcessHandle counting() throws IOException {
        for (ProcessHandle process : Containers.taskManagers(id)) {
            if (cluster.logLines(id, Containers.id(process)).stream().anyMatch(line -> line.startsWith(FIRST))) {
                return process;
            }
        }
        throw new AssertionError("no TaskManager of " + id + " counts");
    }

    private static final String FIRST = LargeStateProgram.FIRST;

    int taskManagers() {
        return Containers.taskManagers(id).size();
    }

    /** When the first file came whose writing began after that time. */
    OptionalLong committedAfter(long millis) throws IOException {
        return visible().stream()
                .mapToLong(FileStatus::getModificationTime)
                .filter(time -> time > millis)
                .min();
    }

    private List<FileStatus> visible() throws IOException {
        FileSystem files = hdfs.files();
        List<FileStatus> visible = new ArrayList<>();
        if (files.exists(new Path(output))) {
            for (FileStatus file : files.listStatus(new Path(output))) {
                if (file.isFile() && !file.getPath().getName().startsWith(".")) {
                    visible.add(file);
                }
            }
        }
        return visible;
    }

    /** Keeps what its processes have written so far, for whoever wants to know what took long. */
    void keepLog() throws IOException {
        Files.write(cluster.folder().resolveSibling(id + ".log"), cluster.logLines(id, ""));
    }

    /** Ends it with a savepoint, and fails unless its output is that of an undisturbed run. */
    void stopAndVerify() throws Exception {
        Result stopped = cluster.cli().run("stop", id, "-p", hdfs.full("figures/savepoints"));
        if (stopped.exitCode() != 0) {
            throw new AssertionError("not stopped: " + stopped);
        }
        client.await().endedWith(0);
        Set<Long> numbers = new HashSet<>();
        Map<Long, Set<Long>> countsByKey = new HashMap<>();
        Map<Long, Long> lastOfPart = new HashMap<>();
        long part = (1L << 40) / LargeStateProgram.PARTS;
        for (FileStatus file : visible()) {
            try (InputStream in = hdfs.files().open(file.getPath())) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                    String[] columns = line.split(" ", -1);
                    long number = Long.parseLong(columns[1]);
                    Set<Long> counts = countsByKey.computeIfAbsent(Long.valueOf(columns[0]), key -> new HashSet<>());
                    if (!numbers.add(number) || !counts.add(Long.valueOf(columns[2]))) {
                        throw new AssertionError("written twice: " + line);
                    }
                    lastOfPart.merge(number / part, number % part, Math::max);
                });
            }
        }
        long expected = lastOfPart.values().stream()
                .mapToLong(last -> last + 1 - keys / LargeStateProgram.PARTS)
                .sum();
        if (expected != numbers.size()) {
            throw new AssertionError(expected + " numbers were counted, " + numbers.size() + " are in the output");
        }
        // One of each key's counts is that of the first round, which is not written.
        countsByKey.forEach((key, counts) -> {
            if (counts.stream().anyMatch(count -> count < 1 || count > 1 + counts.size())) {
                throw new AssertionError("key " + key + " has the counts " + counts);
            }
        });
    }

    void cancel() throws IOException, InterruptedException {
        cluster.cli().run("cancel", id);
        client.await();
    }
}
