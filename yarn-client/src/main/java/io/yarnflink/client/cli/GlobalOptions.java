package io.yarnflink.client.cli;

import io.yarnflink.client.output.DataFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class GlobalOptions {
    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "text|json|properties",
            description = "How data is written to standard output (default: text).")
    DataFormat format = DataFormat.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show stack traces and log messages.")
    boolean verbose;

    @Option(
            names = "--conf",
            scope = ScopeType.INHERIT,
            paramLabel = "<path>",
            description = "yarn-flink.yaml, or the directory it lies in (default: conf/ of the distribution).")
    @Nullable
    Path conf;
}
