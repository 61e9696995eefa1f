package io.yarnflink.client.cli;

import io.yarnflink.client.job.Pace;
import io.yarnflink.client.output.LineTrackingStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a command line meets around it: variables, the working directory, its streams and the time. */
public record CliEnvironment(
        Map<String, String> variables,
        Path workingDirectory,
        LineTrackingStream stdout,
        PrintStream stderr,
        boolean terminal,
        Pace pace) {
    public CliEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The value of an environment variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Where the distribution lies. */
    public Optional<Path> home() {
        return variable("YARN_FLINK_HOME").map(Path::of);
    }

    /** Whether colours may be used: on a terminal, unless the user said no. */
    boolean colours() {
        return terminal && variable("NO_COLOR").isEmpty();
    }
}
