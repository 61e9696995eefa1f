package io.yarnflink.chaos;

import io.yarnflink.chaos.Verdict.Outcome;
import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Behind {@code scripts/chaos}: plays rows one after the other, and prints the table of what came of them. */
public final class Chaos {
    /** A heartbeat: a machine that pauses for longer looks to the engine like a fault that nobody injected. */
    private static final Duration LONGEST_HICCUP = Duration.ofSeconds(1);

    private static final String USAGE = """
            usage: chaos [row ...]   play these rows, or all; with ZooKeeper all that it may change
                   --smoke           the ten rows that the tests play
                   --seeds N         each row N times, each time at another moment
                   --ha zookeeper    jobs that agree on leaders and checkpoints in ZooKeeper
                   --lanes N         so many rows at once that minds nothing but its own job, 2 unless said
                   --list            tell what there is""";

    private final ChaosCluster cluster;
    private final Path folder;
    private final Hiccups hiccups = new Hiccups();

    Chaos(ChaosCluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
    }

    static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        KillPoints.all().forEach(row -> rows.put(row.name(), row));
        Faults.all().forEach(row -> rows.put(row.name(), row));
        return rows;
    }

    /** As {@link #playOnce}, and once again when it shows nothing. */
    Verdict play(Row row, int seed) throws Exception {
        Verdict verdict = playOnce(row, seed, 1);
        return verdict.outcome() == Outcome.INVALID ? playOnce(row, seed, 2) : verdict;
    }

    private Verdict playOnce(Row row, int seed, int time) throws Exception {
        Path kept = Files.createDirectories(folder.resolve(row.name() + "-" + seed + "-" + time));
        if (!row.mindsItsOwnJob()) {
            cluster.heal();
        }
        long begin = System.nanoTime();
        Outcome outcome = Outcome.PASS;
        String remark = "";
        boolean violated = false;
        try (Trial trial = new Trial(cluster, row, seed, kept)) {
            try {
                row.scenario().play(trial);
            } catch (Row.NotRun e) {
                outcome = Outcome.NOT_RUN;
                remark = String.valueOf(e.getMessage());
            } catch (Row.NotInjected e) {
                outcome = Outcome.INVALID;
                remark = firstLines(e);
            } catch (Exception | AssertionError e) {
                outcome = Outcome.FAIL;
                violated = e instanceof Row.Violated;
                remark = firstLines(e) + " (see " + kept + ")";
                Files.writeString(kept.resolve("failure.txt"), stackTrace(e));
            }
            Duration longest = hiccups.longestSince(begin);
            boolean paused = longest.compareTo(LONGEST_HICCUP) > 0 && outcome.isExcusedByPause(violated);
            if (paused) {
                remark = "this machine paused for " + longest.toMillis() + " ms; " + outcome + " " + remark;
                outcome = Outcome.INVALID;
            }
            if (outcome == Outcome.FAIL || outcome == Outcome.INVALID) {
                keepEvidence(trial);
            }
            cluster.clear(
                    row.mindsItsOwnJob() ? trial.jobs().stream().map(Job::id).toList() : cluster.liveApplications());
            return new Verdict(
                    row, seed, outcome, paused, new Verdict.Found(trial.recovery(), trial.checked(), remark));
        }
    }

    /** The next rows are played whatever cannot be kept of this one. */
    private static void keepEvidence(Trial trial) {
        try {
            trial.keepEvidence();
        } catch (Exception | AssertionError e) {
            System.err.println("chaos: not all evidence is kept: " + e);
        }
    }

    private static String firstLines(Throwable e) {
        String message = e.toString();
        return message.length() > 300 ? message.substring(0, 300) + "..." : message;
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Takes the folder for everything that is kept, and the user's arguments. */
    public static void main(String[] args) throws Exception {
        // Hadoop's client tells what it cannot reach, which is what is done to it here.
        Logger.getLogger("").setLevel(Level.OFF);
        Path folder = Path.of(args[0]).toAbsolutePath();
        Map<String, Row> rows = rows();
        List<Row> wanted = new ArrayList<>();
        int seeds = 1;
        int lanes = 2;
        boolean zooKeeper = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--list" -> {
                    rows.values()
                            .forEach(row ->
                                    System.out.printf("%-4s %-50s %s%n", row.name(), row.injected(), row.expected()));
                    return;
                }
                case "--smoke" -> Smoke.ROWS.forEach(name -> wanted.add(rows.get(name)));
                case "--ha" -> zooKeeper = args[++i].equals("zookeeper");
                case "--lanes" -> lanes = Integer.parseInt(args[++i]);
                case "--seeds" -> seeds = Integer.parseInt(args[++i]);
                default -> {
                    if (!rows.containsKey(args[i])) {
                        System.err.println("chaos: there is no row '" + args[i] + "'\n" + USAGE);
                        System.exit(2);
                    }
                    wanted.add(rows.get(args[i]));
                }
            }
        }
        if (wanted.isEmpty()) {
            boolean witnessed = zooKeeper;
            rows.values().stream()
                    .filter(row -> !witnessed || row.concernsZooKeeper())
                    .forEach(wanted::add);
        }
        Path run = Files.createDirectories(folder.resolve("run-" + System.currentTimeMillis()));
        System.exit(new Run(wanted, seeds, lanes, zooKeeper, run).play() ? 0 : 1);
    }

    /** What is played together, in one folder. */
    private record Run(List<Row> rows, int seeds, int lanes, boolean zooKeeper, Path folder) {

        boolean play() throws Exception {
            Map<Boolean, List<Row>> byPlace = rows.stream().collect(Collectors.partitioningBy(Row::needsNetworks));
            List<Verdict> verdicts = new CopyOnWriteArrayList<>();
            System.out.println(Verdict.header());
            for (boolean apart : new boolean[] {false, true}) {
                List<Row> here = byPlace.getOrDefault(apart, List.of());
                if (!here.isEmpty()) {
                    play(here, apart, verdicts);
                }
            }
            System.err.println("chaos: the table is in " + SourceTree.root().relativize(table()));
            return verdicts.stream()
                    .allMatch(verdict -> verdict.outcome() == Outcome.PASS || verdict.outcome() == Outcome.NOT_RUN);
        }

        private void play(List<Row> here, boolean apart, List<Verdict> verdicts) throws Exception {
            Path daemons = folder.resolve(apart ? "hadoop-apart" : "hadoop");
            try (ChaosCluster cluster = new ChaosCluster(daemons, new ChaosCluster.Needs(apart, zooKeeper))) {
                // Whoever is interrupted leaves nothing running.
                Runtime.getRuntime().addShutdownHook(new Thread(cluster::end));
                Chaos chaos = new Chaos(cluster, folder);
                Map<Boolean, List<Row>> together =
                        here.stream().collect(Collectors.partitioningBy(Row::mindsItsOwnJob));
                ExecutorService threads = Executors.newFixedThreadPool(lanes);
                try {
                    List<Future<?>> trials = new ArrayList<>();
                    for (Row row : together.getOrDefault(true, List.of())) {
                        trials.add(threads.submit(() -> play(chaos, row, verdicts)));
                    }
                    for (Future<?> trial : trials) {
                        trial.get();
                    }
                } finally {
                    threads.shutdownNow();
                }
                for (Row row : together.getOrDefault(false, List.of())) {
                    play(chaos, row, verdicts);
                }
            }
        }

        private boolean play(Chaos chaos, Row row, List<Verdict> verdicts) throws Exception {
            for (int seed = 0; seed < seeds; seed++) {
                Verdict verdict = chaos.play(row, seed);
                verdicts.add(verdict);
                System.out.println(verdict.line());
                write(verdicts);
            }
            return true;
        }

        private Path table() {
            return folder.resolve("table.md");
        }

        private synchronized void write(List<Verdict> verdicts) throws IOException {
            List<String> lines = new ArrayList<>(List.of(Verdict.header()));
            for (Row row : rows) {
                verdicts.stream()
                        .filter(verdict -> verdict.row().equals(row))
                        .forEach(verdict -> lines.add(verdict.line()));
            }
            Files.write(table(), lines);
        }
    }
}
