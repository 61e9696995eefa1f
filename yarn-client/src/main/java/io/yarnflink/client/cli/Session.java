package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** What all commands of one process share. */
record Session(
        CliEnvironment environment,
        GlobalOptions options,
        Console console,
        ClusterOpener opener,
        ExecutorService threads) {
    private static final String FILE = "yarn-flink.yaml";

    /** The configuration file's settings: of --conf, or else of the distribution. */
    Settings settings() throws ClientException {
        Settings settings = new Settings();
        Optional<Path> file = configurationFile();
        if (file.isPresent()) {
            settings.addFile(file.get());
        }
        return settings;
    }

    private Optional<Path> configurationFile() throws ClientException {
        Path given = options.conf;
        if (given == null) {
            return environment
                    .home()
                    .map(home -> home.resolve("conf").resolve(FILE))
                    .filter(Files::exists);
        }
        Path path = environment.workingDirectory().resolve(given);
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.isReadable(file)) {
            throw new ClientException(ExitCode.USAGE, "--conf " + given + ": there is no readable file " + file);
        }
        return Optional.of(file);
    }
}
