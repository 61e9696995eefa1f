package io.yarnflink.benchmarks;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import io.yarnflink.examples.wordcount.CountUntilEnd;
import io.yarnflink.examples.wordcount.SplitIntoWords;
import io.yarnflink.examples.wordcount.WordWithCount;
import io.yarnflink.testkit.local.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Word count over one file: a plain loop, the engine in one TaskManager with one and two subtasks of each vertex, and the
 * engine in two TaskManagers that exchange over the network. In turns, round after round, results compared; the first
 * round warms up and does not count.
 *
 * <pre>WordCountBenchmark FILE REPETITIONS ROUNDS</pre>
 *
 * The file is read {@code REPETITIONS} times over, as one larger file beside it.
 */
public final class WordCountBenchmark {
    private final Path file;
    private final long words;
    private final Map<String, Long> expected;

    private WordCountBenchmark(Path file) throws Exception {
        this.file = file;
        this.expected = PlainWordCount.count(file);
        this.words = expected.values().stream().mapToLong(Long::longValue).sum();
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path text = Path.of(args[0]);
        int repetitions = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        Path larger = Files.createTempFile("word-count", ".txt");
        try {
            byte[] bytes = Files.readAllBytes(text);
            try (var out = Files.newOutputStream(larger)) {
                for (int i = 0; i < repetitions; i++) {
                    out.write(bytes);
                }
            }
            new WordCountBenchmark(larger).run(rounds);
        } finally {
            Files.delete(larger);
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        Measurement plain = new Measurement("plain loop");
        Measurement one = new Measurement("engine, 1 subtask");
        Measurement two = new Measurement("engine, 2 subtasks");
        Measurement network = new Measurement("engine, 2 over network");
        System.out.printf(
                "%,d bytes, %,d words, %,d distinct; %d rounds%n", Files.size(file), words, expected.size(), rounds);
        for (int round = 0; round <= rounds; round++) {
            boolean counted = round > 0;
            check(plain.run(() -> PlainWordCount.count(file), counted));
            check(one.run(() -> inOneTaskManager(1), counted));
            check(two.run(() -> inOneTaskManager(2), counted));
            check(network.run(this::inTwoTaskManagers, counted));
        }
        for (Measurement measurement : new Measurement[] {plain, one, two, network}) {
            System.out.println(measurement.report(Files.size(file), words));
        }
    }

    private void check(Map<String, Long> counts) {
        if (!counts.equals(expected)) {
            throw new IllegalStateException("the counts differ from the plain loop's");
        }
    }

    private Map<String, Long> inOneTaskManager(int parallelism) throws Exception {
        try (LocalCluster cluster = LocalCluster.inMemory(parallelism)) {
            return count(cluster, parallelism);
        }
    }

    private Map<String, Long> inTwoTaskManagers() throws Exception {
        try (LocalCluster cluster = LocalCluster.overNetwork(2, 1)) {
            return count(cluster, 2);
        }
    }

    private Map<String, Long> count(LocalCluster cluster, int parallelism) throws Exception {
        Map<String, Long> counts = new HashMap<>();
        cluster.run(() -> {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(parallelism);
            try (CloseableIterator<WordWithCount> results = env.fromSource(
                            FileSource.forRecordStreamFormat(
                                            new TextLineInputFormat(), new io.yarnflink.api.fs.Path(file.toString()))
                                    .build(),
                            WatermarkStrategy.noWatermarks(),
                            "Lines")
                    .flatMap(new SplitIntoWords())
                    .keyBy(word -> word)
                    .process(new CountUntilEnd())
                    .executeAndCollect("Word count")) {
                results.forEachRemaining(result -> counts.put(result.word(), result.count()));
            }
        });
        return counts;
    }
}
