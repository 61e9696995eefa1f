package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine;
import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.it.Hdfs;
import io.yarnflink.it.ProgramJar;
import io.yarnflink.it.VerifiedOutput;
import io.yarnflink.it.programs.VerifyingProgram;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.HdfsJobArchive;
import io.yarnflink.staging.StagingRoots;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;

/** One run of one row: its jobs, what it injects, and what it checks afterwards. */
final class Trial implements AutoCloseable {
    static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern SUBMITTED = Pattern.compile("Submitted application (application_\\d+_\\d+)");

    private final ChaosCluster cluster;
    private final Hdfs hdfs;
    private final String name;
    private final int seed;
    private final Path folder;
    private final Path marks;
    private final List<Job> jobs = new ArrayList<>();
    private final Set<String> checked = new TreeSet<>();
    private long faultAt;
    /** When the job could go on, after a fault of the harness's own; 0 for those of the plan. */
    private long healedAt;

    private String recovery = "";
    private boolean pendingStays;
    private boolean znodesStay;

    /** {@code folder}: new, for what the trial leaves. */
    Trial(ChaosCluster cluster, Row row, int seed, Path folder) throws IOException {
        this.cluster = cluster;
        this.hdfs = cluster.cli().hdfs();
        this.name = row.name() + "-" + System.currentTimeMillis();
        this.seed = seed;
        this.folder = folder;
        this.marks = Files.createDirectories(folder.resolve("marks"));
    }

    ChaosCluster cluster() {
        return cluster;
    }

    Hdfs hdfs() {
        return hdfs;
    }

    int seed() {
        return seed;
    }

    List<Job> jobs() {
        return jobs;
    }

    String checked() {
        return String.join(" ", checked);
    }

    String recovery() {
        return recovery;
    }

    private String plan(String faults) {
        return "-Dyarn-flink.failpoints=" + faults + " -Dyarn-flink.failpoints.marks=" + marks;
    }

    /** Submits a job whose client has these faults. */
    Running startClient(String faults, int numbers) throws IOException {
        return start(cluster.cli().with("JAVA_TOOL_OPTIONS", plan(faults)), output(), numbers);
    }

    /** Submits a job whose containers have these faults, and waits until YARN has it; no faults when empty. */
    Job submit(String faults, int numbers, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        if (!faults.isEmpty()) {
            all.add("-Denv.java.opts.all=" + plan(faults));
        }
        String output = output();
        Running client = start(cluster.cli(), output, numbers, all.toArray(String[]::new));
        Deadline.await(
                "the application is submitted",
                SOON,
                () -> submitted(client).isPresent() || !client.process().isAlive());
        Optional<String> id = submitted(client);
        if (id.isEmpty()) {
            throw new AssertionError("nothing was submitted: " + client.await());
        }
        return job(id.get(), client, output, numbers);
    }

    /** The job that a client has submitted to that folder, whatever became of the client. */
    Job job(String id, Running client, String output, int numbers) {
        VerifiedOutput verified = new VerifiedOutput(hdfs.files(), output);
        Job.Seen seen =
                new Job.Seen(new Commits(verified), cluster.zooKeepers().map(ensemble -> new Pointers(ensemble, id)));
        Job job = new Job(id, client, verified, seen, numbers);
        jobs.add(job);
        return job;
    }

    String output() {
        return hdfs.full("chaos/" + name + "-" + jobs.size());
    }

    private static Optional<String> submitted(Running client) throws IOException {
        Matcher matcher = SUBMITTED.matcher(client.err());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Running start(CommandLine cli, String output, int numbers, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-p",
                "2",
                "-s",
                "1",
                "-Dheartbeat.interval=1s",
                "-Dheartbeat.timeout=5s",
                "-Dyarn.application-attempts=4",
                // Restarts that fail one after the other while HDFS is away do not end the job.
                "-Drestart-strategy.type=exponential-delay",
                "-Drestart-strategy.exponential-delay.initial-backoff=100 ms",
                "-Drestart-strategy.exponential-delay.max-backoff=2 s"));
        cluster.zooKeepers().ifPresent(ensemble -> all.addAll(ensemble.options()));
        all.addAll(List.of(options));
        all.addAll(List.of(
                ProgramJar.of(VerifyingProgram.class, folder).toString(), output, String.valueOf(numbers), "1000"));
        return cli.startSubmit(all.toArray(String[]::new));
    }

    /** The harness does its part of the fault now, to a job that runs; which it shows by a commit after it is healed. */
    void injectedNow(Job job) throws Exception {
        requireRunning(job, "before the fault");
        faultAt = System.currentTimeMillis();
        healedAt = faultAt;
    }

    /** What was hurt is whole again, or as whole as it will be. */
    void healed(Job job) throws Exception {
        requireRunning(job, "before the fault was over");
        healedAt = System.currentTimeMillis();
    }

    private static void requireRunning(Job job, String when) throws Row.NotInjected {
        if (!job.client().process().isAlive()) {
            throw new Row.NotInjected(job.id() + " had ended " + when);
        }
    }

    /** Part files may be left that wait to be committed. */
    void keepsPending() {
        pendingStays = true;
    }

    /** Nobody is left who could remove the job's znodes. */
    void keepsZnodes() {
        znodesStay = true;
    }

    /** What follows is no recovery. */
    void nothingToRecover() {
        faultAt = Long.MAX_VALUE;
    }

    /** Waits for a fault of the plan; fails as not injected when it does not come. */
    void awaitFault(String point, Duration limit) throws Exception {
        try {
            Deadline.await("the fault at " + point, limit, () -> fired(point).isPresent());
        } catch (AssertionError e) {
            throw new Row.NotInjected(String.valueOf(e.getMessage()));
        }
        faultAt = fired(point).orElseThrow();
    }

    /** Waits for a fault of the plan, as long as the job's client runs. */
    void awaitFaultOrEnd(String point, Job job) throws Exception {
        Deadline.await(
                "the fault at " + point + " or the end",
                SOON.multipliedBy(2),
                () -> fired(point).isPresent() || !job.client().process().isAlive());
        if (fired(point).isEmpty()) {
            Result result = job.client().await();
            throw new Row.NotInjected("nothing came to " + point + "; the client: " + result);
        }
        requireFault(point);
    }

    /** When a fault of the plan was carried out. */
    private Optional<Long> fired(String point) throws IOException {
        Path mark = marks.resolve(point + "-1");
        return Files.exists(mark) ? Optional.of(Files.getLastModifiedTime(mark).toMillis()) : Optional.empty();
    }

    void requireFault(String point) throws Exception {
        awaitFault(point, Duration.ZERO);
    }

    List<LifecycleEvent> events(Job job) throws IOException {
        return archive().events(job.id());
    }

    private HdfsJobArchive archive() {
        return new HdfsJobArchive(
                hdfs.files(), StagingRoots.of(hdfs.files(), Optional.empty()).archive(), "chaos");
    }

    Optional<Outcome> stored(Job job) throws IOException {
        return archive().outcome(job.id());
    }

    long count(Job job, LifecycleStep step) throws IOException {
        return events(job).stream().filter(event -> event.step() == step).count();
    }

    /** The checkpoint that the job went on from when it ran for the {@code time}-th time; 0 for none. */
    long resumedFrom(Job job, int time) throws IOException {
        List<LifecycleEvent> running = events(job).stream()
                .filter(event -> event.step() == LifecycleStep.JOB_RUNNING)
                .toList();
        assertThat(running).as("times that the job ran").hasSizeGreaterThanOrEqualTo(time);
        return Long.parseLong(running.get(time - 1).ids().getOrDefault("checkpoint", "0"));
    }

    /** What a dead leader has left; fails as not injected when it is followed already. */
    Checkpoints leftBehind(Job job) throws Exception {
        return Checkpoints.leftBehind(cluster, hdfs, job.id());
    }

    /** Waits until the job runs, and so many files more are committed. */
    void awaitCommits(Job job, int more) throws Exception {
        int before = job.commits().count();
        Deadline.await(
                more + " files committed after " + before + ", or the end of " + job.id(),
                SOON,
                () -> job.commits().count() >= before + more
                        || !job.client().process().isAlive());
    }

    /** Waits for the client, and checks that everything is as if nothing had happened. */
    void assertUndisturbed(Job job) throws Exception {
        Result result = job.client().await();
        Files.writeString(folder.resolve("client.txt"), result.toString());
        result.endedWith(0);
        assertThat(result.field("state")).isEqualTo("FINISHED");
        assertFinished(job);
    }

    /** As {@link #assertUndisturbed}, for a job whose client is gone. */
    void assertFinished(Job job) throws Exception {
        invariant("I1", () -> job.output().assertExactlyOnce(job.numbers()));
        assertNothingIsLeft(job);
        invariant("I9", () -> {
            ApplicationReport report = cluster.report(job.id());
            assertThat(report.getFinalApplicationStatus())
                    .as(report.getDiagnostics())
                    .isEqualTo(FinalApplicationStatus.SUCCEEDED);
            assertThat(stored(job).orElseThrow().ending().state().name()).isEqualTo("FINISHED");
        });
        if (job.seen().pointers().isPresent()) {
            invariant("I10", job.seen().pointers().get()::assertGrowing);
        }
        job.commits().look();
        if (healedAt > 0 && job.commits().firstAfter(healedAt).isEmpty()) {
            throw new Row.NotInjected("nothing was committed after the fault: it met a job at its end");
        }
        measure(job);
    }

    void awaitEndInYarn(Job job) throws Exception {
        Deadline.await(
                "YARN knows the end of " + job.id(),
                SOON.multipliedBy(2),
                () -> !cluster.liveApplications().contains(job.id()));
    }

    /** What is staged now and was not before. */
    List<FileStatus> stagedBeside(Set<String> before) throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(
                StagingRoots.of(hdfs.files(), Optional.empty()).staging(), System.getProperty("user.name"));
        if (!hdfs.files().exists(root)) {
            return List.of();
        }
        return Stream.of(hdfs.files().listStatus(root))
                .filter(file -> !before.contains(file.getPath().getName()))
                .toList();
    }

    void assertNothingIsLeft(Job job) throws Exception {
        Deadline.await(
                "no process of " + job.id() + " is left",
                SOON,
                () -> Containers.all(job.id()).isEmpty());
        Deadline.await(
                "YARN has no container of " + job.id(),
                SOON,
                () -> cluster.report(job.id())
                                .getApplicationResourceUsageReport()
                                .getNumUsedContainers()
                        <= 0);
        checked.add("I3");
        if (!pendingStays) {
            job.output().assertNothingIsPending();
        }
        Deadline.await(
                "staging of " + job.id() + " is gone",
                SOON,
                () -> hdfs.staging().stream().noneMatch(entry -> entry.contains(job.id())));
        Deadline.await(
                "local folders of " + job.id() + " are gone",
                SOON,
                () -> cluster.localFolders(job.id()).isEmpty());
        if (cluster.zooKeepers().isPresent() && !znodesStay) {
            ZooKeepers ensemble = cluster.zooKeepers().get();
            Deadline.await(
                    "znodes of " + job.id() + " are gone",
                    SOON,
                    () -> !ensemble.applications().contains(job.id()));
        }
        checked.add("I4");
    }

    /** Sees something that may fail. */
    interface Check {
        void run() throws Exception;
    }

    /** Checks what must hold whatever happens. */
    void invariant(String which, Check check) throws Exception {
        try {
            check.run();
        } catch (AssertionError e) {
            throw new Row.Violated(which, e);
        }
        checked.add(which);
    }

    /** For what was awaited, which a busy machine may make too late. */
    void checked(String invariant) {
        checked.add(invariant);
    }

    /** From the fault to what shows that the job goes on. */
    void measure(Job job) throws IOException {
        OptionalLong running = events(job).stream()
                .filter(event -> event.step() == LifecycleStep.JOB_RUNNING)
                .mapToLong(LifecycleEvent::wallMillis)
                .filter(at -> at > faultAt)
                .min();
        List<String> times = new ArrayList<>();
        running.ifPresent(at -> times.add("running " + seconds(at - faultAt)));
        job.commits().firstAfter(faultAt).ifPresent(at -> times.add("output " + seconds(at - faultAt)));
        recovery = String.join(", ", times);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** Keeps what tells why a trial failed. */
    void keepEvidence() throws Exception {
        for (Job job : jobs) {
            if (job.client().process().isAlive()) {
                Files.writeString(
                        folder.resolve("client-" + job.id() + ".err"),
                        job.client().err());
            }
            for (ProcessHandle process : Containers.all(job.id())) {
                new ProcessBuilder("jstack", Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                folder.resolve("jstack-" + process.pid()).toFile())
                        .start()
                        .waitFor();
            }
            cluster.keepLogs(job.id(), folder);
            Files.writeString(
                    folder.resolve("logs-" + job.id()),
                    cluster.cli().run("logs", job.id()).toString());
            Files.writeString(folder.resolve("events-" + job.id()), eventLines(job));
        }
    }

    private String eventLines(Job job) throws IOException {
        StringBuilder lines = new StringBuilder();
        events(job).forEach(event -> lines.append(event).append('\n'));
        return lines.toString();
    }

    @Override
    public void close() throws IOException {
        jobs.forEach(job -> job.seen().close());
        try (Stream<Path> left = Files.list(folder)) {
            left.filter(file -> file.toString().endsWith(".jar"))
                    .forEach(file -> file.toFile().delete());
        }
    }
}
