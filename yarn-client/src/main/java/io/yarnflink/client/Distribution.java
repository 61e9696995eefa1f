package io.yarnflink.client;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An installed yarn-flink: where its jars lie. */
public record Distribution(Path home) {
    private static final List<String> ENGINE = List.of("lib/engine", "lib/hadoop");
    private static final List<String> WITH_ZOOKEEPER = List.of("lib/engine", "lib/hadoop", "lib/zookeeper");

    /**
     * The jars of containers with their SHA-256, in the order of their class path: always the same, so that class data can be
     * shared. What only some applications need comes last, and only to them.
     */
    Map<Path, String> engineJars(Configuration settings) throws ClientException, IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : HighAvailabilityOptions.usesZooKeeper(settings) ? WITH_ZOOKEEPER : ENGINE) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new ClientException(
                        ExitCode.ENGINE,
                        "the installation at " + home + " is incomplete: " + folder + " cannot be listed",
                        e);
            }
        }
        List<String> hashes = new JarHashes(home.resolve("lib").resolve("sha256.txt")).of(jars);
        Map<Path, String> hashed = new LinkedHashMap<>();
        for (int i = 0; i < jars.size(); i++) {
            hashed.put(jars.get(i), hashes.get(i));
        }
        return hashed;
    }
}
