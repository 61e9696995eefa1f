package io.yarnflink.client.cli;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.client.output.LineTrackingStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs command lines and keeps what they print. */
final class TestConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(String... arguments) {
        return new CommandLineInterface(new CliEnvironment(
                        Map.of(),
                        Path.of(""),
                        new LineTrackingStream(out),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        SystemClock.INSTANCE))
                .run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
