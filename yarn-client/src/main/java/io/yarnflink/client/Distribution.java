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
    private static final List<String> ROCKSDB = List.of("lib/rocksdb");

    /**
     * The jars of containers with their SHA-256, in the order of their class path: always the same, so that class data can be
     * shared. What only some applications need comes last, and only to them.
     */
    Map<Path, String> engineJars(Configuration settings) throws ClientException, IOException {
        return jars(HighAvailabilityOptions.usesZooKeeper(settings) ? WITH_ZOOKEEPER : ENGINE, "sha256.txt");
    }

    /** The jars that only containers of jobs with state in RocksDB need, with their SHA-256. */
    Map<Path, String> rocksDbJars() throws ClientException, IOException {
        return jars(ROCKSDB, "sha256-rocksdb.txt");
    }

    private Map<Path, String> jars(List<String> folders, String hashFile) throws ClientException, IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new ClientException(
                        ExitCode.ENGINE,
                        "the installation at " + home + " is incomplete: " + folder + " cannot be listed",
                        e);
            }
        }
        List<String> hashes = new JarHashes(home.resolve("lib").resolve(hashFile)).of(jars);
        Map<Path, String> hashed = new LinkedHashMap<>();
        for (int i = 0; i < jars.size(); i++) {
            hashed.put(jars.get(i), hashes.get(i));
        }
        return hashed;
    }
}
