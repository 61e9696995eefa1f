package io.yarnflink.chaos;

import io.yarnflink.cluster.LocalHadoop;
import io.yarnflink.it.CommandLine;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The daemons that trials run on: one after the other on the same cluster, which is whole again before each. */
final class ChaosCluster implements AutoCloseable {
    /** Silence after which YARN takes a node or an ApplicationMaster for lost: short, for trials wait for it. */
    private static final Map<String, String> SETTINGS = Map.of(
            "yarn.am.liveness-monitor.expiry-interval-ms", "10000",
            "yarn.nm.liveness-monitor.expiry-interval-ms", "15000",
            "yarn.resourcemanager.am.max-attempts", "4");

    private static final EnumSet<YarnApplicationState> LIVE = EnumSet.of(
            YarnApplicationState.NEW,
            YarnApplicationState.NEW_SAVING,
            YarnApplicationState.SUBMITTED,
            YarnApplicationState.ACCEPTED,
            YarnApplicationState.RUNNING);

    private final Path folder;
    private final LocalHadoop hadoop;
    private final YarnClient yarn = YarnClient.createYarnClient();

    ChaosCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        hadoop = new LocalHadoop(
                folder, SourceTree.root().resolve("integration/cluster/target/cluster.classpath"), SETTINGS);
        hadoop.start(OptionalInt.of(2), System.err::println);
        Configuration configuration = new Configuration();
        for (String site : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
            Path file = hadoop.confDir().resolve(site);
            if (Files.exists(file)) {
                configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
            }
        }
        yarn.init(configuration);
        yarn.start();
    }

    CommandLine cli() {
        return new CommandLine(hadoop.confDir());
    }

    /** Brings back what trials have killed. */
    void heal() throws IOException, InterruptedException {
        hadoop.start(OptionalInt.of(2), progress -> {});
    }

    void kill(String daemon) throws IOException, InterruptedException {
        hadoop.kill(daemon);
    }

    void restart(String daemon) throws IOException, InterruptedException {
        hadoop.restart(daemon, progress -> {});
    }

    /** The NodeManager whose container a process is. */
    String nodeManagerOf(ProcessHandle container) {
        Path directory = folder.relativize(Containers.directory(container));
        return directory.getName(0).toString();
    }

    ApplicationReport report(String applicationId) throws IOException, YarnException {
        return yarn.getApplicationReport(ApplicationId.fromString(applicationId));
    }

    YarnClient yarn() {
        return yarn;
    }

    Set<String> liveApplications() throws IOException, YarnException {
        return yarn.getApplications(LIVE).stream()
                .map(report -> report.getApplicationId().toString())
                .collect(Collectors.toSet());
    }

    /** All that YARN ever had. */
    Set<String> applications() throws IOException, YarnException {
        return yarn.getApplications().stream()
                .map(report -> report.getApplicationId().toString())
                .collect(Collectors.toSet());
    }

    /** Ends what a failed trial has left. */
    void clear() throws Exception {
        for (String application : liveApplications()) {
            Containers.all(application).forEach(process -> signal(process, "CONT"));
            yarn.killApplication(ApplicationId.fromString(application));
            Deadline.await(
                    "the processes of " + application + " end",
                    Duration.ofSeconds(30),
                    () -> Containers.all(application).isEmpty());
        }
    }

    /** The folders that NodeManagers keep for an application while it runs. */
    List<Path> localFolders(String applicationId) throws IOException {
        try (Stream<Path> found = Files.find(
                folder,
                7,
                (path, attributes) -> path.getFileName().toString().equals(applicationId)
                        && path.toString().contains("/appcache/"))) {
            return found.toList();
        }
    }

    /** Copies the container logs that YARN has not gathered yet. */
    void keepLogs(String applicationId, Path target) throws IOException {
        try (Stream<Path> found = Files.find(
                folder,
                8,
                (path, attributes) -> attributes.isRegularFile()
                        && path.toString().contains("/container logs/" + applicationId + "/"))) {
            for (Path log : found.toList()) {
                Files.copy(
                        log,
                        target.resolve(folder.relativize(log)
                                .toString()
                                .replace('/', '.')
                                .replace(' ', '-')));
            }
        }
    }

    static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        yarn.stop();
        hadoop.stop(false);
    }
}
