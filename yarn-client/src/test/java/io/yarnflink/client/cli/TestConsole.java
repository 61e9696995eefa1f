package io.yarnflink.client.cli;

import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.output.LineTrackingStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs command lines and keeps what they print. */
final class TestConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new TreeMap<>();

    TestConsole with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    int run(String... arguments) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CliEnvironment environment = new CliEnvironment(
                    variables,
                    Path.of(""),
                    new LineTrackingStream(out),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    new Impatience());
            return new CommandLineInterface(environment, new HadoopClusterOpener(environment, threads), threads)
                    .run(arguments);
        } finally {
            threads.shutdownNow();
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Loops that wait go on at once. */
    private static final class Impatience implements Pace {
        @Override
        public Clock clock() {
            return SystemClock.INSTANCE;
        }

        @Override
        public void pause(Duration duration) {
            Thread.onSpinWait();
        }
    }
}
