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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Behind {@code scripts/chaos}: plays rows one after the other, and prints the table of what came of them. */
public final class Chaos {
    /** A heartbeat: a machine that pauses for longer looks to the engine like a fault that nobody injected. */
    private static final Duration LONGEST_HICCUP = Duration.ofSeconds(1);

    private static final String USAGE = """
            usage: chaos [row ...]   play these rows, or all
                   --smoke           the ten rows that the tests play
                   --seeds N         each row N times, each time at another moment
                   --ha zookeeper    jobs that agree on leaders and checkpoints in ZooKeeper
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
        cluster.heal();
        hiccups.begin();
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
            Duration longest = hiccups.longest();
            boolean paused = longest.compareTo(LONGEST_HICCUP) > 0 && outcome.isExcusedByPause(violated);
            if (paused) {
                remark = "this machine paused for " + longest.toMillis() + " ms; " + outcome + " " + remark;
                outcome = Outcome.INVALID;
            }
            if (outcome == Outcome.FAIL || outcome == Outcome.INVALID) {
                keepEvidence(trial);
            }
            cluster.clear();
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
        boolean passed = play(wanted.isEmpty() ? List.copyOf(rows.values()) : wanted, seeds, zooKeeper, folder);
        System.exit(passed ? 0 : 1);
    }

    private static boolean play(List<Row> rows, int seeds, boolean zooKeeper, Path folder) throws Exception {
        Path run = Files.createDirectories(folder.resolve("run-" + System.currentTimeMillis()));
        List<Verdict> verdicts = new ArrayList<>();
        Path daemons = run.resolve("hadoop");
        boolean apart = rows.stream().anyMatch(row -> row.name().matches("F1[678].*"));
        try (ChaosCluster cluster = new ChaosCluster(daemons, new ChaosCluster.Needs(apart, zooKeeper))) {
            // Whoever is interrupted leaves nothing running.
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::end));
            Chaos chaos = new Chaos(cluster, run);
            System.out.println(Verdict.header());
            for (int seed = 0; seed < seeds; seed++) {
                for (Row row : rows) {
                    Verdict verdict = chaos.play(row, seed);
                    System.out.println(verdict.line());
                    verdicts.add(verdict);
                    write(verdicts, run.resolve("table.md"));
                }
            }
        }
        System.err.println("chaos: the table is in " + SourceTree.root().relativize(run.resolve("table.md")));
        return verdicts.stream()
                .allMatch(verdict -> verdict.outcome() == Outcome.PASS || verdict.outcome() == Outcome.NOT_RUN);
    }

    private static void write(List<Verdict> verdicts, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Verdict.header()));
        verdicts.forEach(verdict -> lines.add(verdict.line()));
        Files.write(file, lines);
    }
}
