package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.output.LineTrackingStream;
import io.yarnflink.client.output.Progress;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs command lines and keeps what they print. */
final class TestConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new TreeMap<>();
    private Optional<FakeCluster> cluster = Optional.empty();

    TestConsole with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Commands work on {@code fake} instead of a real cluster. */
    TestConsole on(FakeCluster fake) {
        cluster = Optional.of(fake);
        return this;
    }

    int run(String... arguments) {
        ExecutorService threads = Executors.newCachedThreadPool();
        LineTrackingStream stdout = new LineTrackingStream(out);
        PrintStream before = System.out;
        System.setOut(stdout.asPrintStream());
        try {
            CliEnvironment environment = new CliEnvironment(
                    variables,
                    Path.of(""),
                    stdout,
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    new FakePace());
            ClusterOpener opener = cluster.<ClusterOpener>map(FakeOpener::new)
                    .orElseGet(() -> new HadoopClusterOpener(environment, threads));
            return new CommandLineInterface(environment, opener, threads).run(arguments);
        } finally {
            System.setOut(before);
            awaitEnd(threads);
        }
    }

    /** What a command leaves running may still write into the test's folder. */
    private static void awaitEnd(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the command's threads do not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private record FakeOpener(FakeCluster cluster) implements ClusterOpener {
        @Override
        public Cluster open(Settings settings, ClusterSpec.Patience patience) {
            cluster.openedWith.add(settings);
            return cluster;
        }

        @Override
        public Cluster embedded(Settings settings, ClusterSpec.Patience patience, Progress progress) {
            return cluster;
        }
    }
}
