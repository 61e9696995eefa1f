package io.yarnflink.client.cli;

import io.yarnflink.client.migrate.ClassNames;
import io.yarnflink.client.migrate.TreeMigration;
import io.yarnflink.client.migrate.TreeMigration.Report;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves the sources of a Flink program to this API. */
@Command(
        name = "migrate",
        header = "Rewrite a source tree from Flink's class names to those of yarn-flink.",
        description =
                "Rewrites Java, Kotlin and Scala sources in place and prints each name that has no counterpart, by"
                        + " file and line.")
final class MigrateCommand implements Callable<Integer> {
    private final CliEnvironment environment;
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The root of the sources.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    Path folder;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Change nothing, only tell.")
    boolean dryRun;

    MigrateCommand(CliEnvironment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws ClientException, IOException {
        Path root = environment.workingDirectory().resolve(folder);
        if (!Files.isDirectory(root)) {
            throw new ClientException(ExitCode.USAGE, folder + " is not a folder; name the root of the sources");
        }
        Path home = environment
                .home()
                .orElseThrow(() -> new ClientException(
                        ExitCode.ENGINE, "YARN_FLINK_HOME is not set; run the yarn-flink of an installation"));
        Report report = new TreeMigration(ClassNames.of(home)).migrate(root, !dryRun);
        List<Map<String, Object>> rows = new ArrayList<>();
        report.places().forEach(place -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", place.file().toString());
            row.put("line", place.line());
            row.put("name", place.name());
            row.put("reason", place.reason());
            rows.add(row);
        });
        if (!rows.isEmpty()) {
            console.rows("place", rows);
        }
        environment
                .stderr()
                .printf(
                        "yarn-flink: %s %d lines in %d of %d source files; %d places are left to you%n",
                        dryRun ? "would rewrite" : "rewrote",
                        report.lines(),
                        report.changed(),
                        report.files(),
                        report.places().size());
        return 0;
    }
}
