package io.yarnflink.chaos;

import io.yarnflink.cluster.LocalHadoop;
import io.yarnflink.cluster.Network;
import io.yarnflink.it.CommandLine;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/** The daemons that trials run on: one after the other on the same cluster, which is whole again before each. */
final class ChaosCluster implements AutoCloseable {
    /**
     * Silence after which YARN takes a node for lost: short, for trials wait for it. An ApplicationMaster has more, for on a busy
     * machine it takes a while until it says its first word.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "yarn.am.liveness-monitor.expiry-interval-ms", "60000",
            "yarn.nm.liveness-monitor.expiry-interval-ms", "20000",
            "yarn.resourcemanager.am.max-attempts", "4",
            "dfs.namenode.datanode.registration.ip-hostname-check", "false");

    /** A node for each container of a job, and one for a container that takes another's place. */
    private static final int NODES = 4;

    private static final EnumSet<YarnApplicationState> LIVE = EnumSet.of(
            YarnApplicationState.NEW,
            YarnApplicationState.NEW_SAVING,
            YarnApplicationState.SUBMITTED,
            YarnApplicationState.ACCEPTED,
            YarnApplicationState.RUNNING);

    /** From the folder of all daemons to what NodeManagers keep for one container. */
    private static final int DEPTH = 8;

    private final Path folder;
    private final LocalHadoop hadoop;
    private final int nodes;
    private final Optional<NodeNetworks> networks;
    private final Optional<ZooKeepers> zooKeepers;
    private final YarnClient yarn = YarnClient.createYarnClient();
    private boolean closed;

    /** What rows need. {@code apart}: nodes with networks of their own, where that can be, and one for each container. */
    record Needs(boolean apart, boolean zooKeeper) {
        static final Needs NOTHING = new Needs(false, false);
    }

    ChaosCluster(Path folder, Needs needs) throws Exception {
        this.folder = folder;
        this.networks = needs.apart() ? NodeNetworks.make(NODES) : Optional.empty();
        this.nodes = networks.isPresent() ? NODES : 2;
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        if (networks.isPresent()) {
            settings.put("yarn.nodemanager.resource.cpu-vcores", "1");
        }
        Network network = networks.<Network>map(each -> each).orElse(Network.LOCALHOST);
        this.zooKeepers = needs.zooKeeper()
                ? Optional.of(new ZooKeepers(network.hostOf(NodeNetworks.ZOOKEEPER)))
                : Optional.empty();
        hadoop = new LocalHadoop(
                folder,
                SourceTree.root().resolve("integration/cluster/target/cluster.classpath"),
                new LocalHadoop.Deviation(settings, network));
        hadoop.start(OptionalInt.of(nodes), System.err::println);
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

    /** How to cut nodes off, if they have networks of their own. */
    Optional<NodeNetworks> networks() {
        return networks;
    }

    /** The ensemble that jobs use, if they do. */
    Optional<ZooKeepers> zooKeepers() {
        return zooKeepers;
    }

    CommandLine cli() {
        return new CommandLine(hadoop.confDir());
    }

    /** Brings back what trials have killed. */
    void heal() throws Exception {
        if (networks.isPresent()) {
            networks.get().mend();
        }
        if (zooKeepers.isPresent()) {
            zooKeepers.get().heal();
        }
        hadoop.start(OptionalInt.of(nodes), progress -> {});
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

    /** How a container ended, as its launcher has written it down for a NodeManager that is not there; empty before. */
    Optional<String> exitCode(String containerId) throws IOException {
        for (Path file : find(path -> path.getFileName().toString().equals(containerId + ".pid.exitcode"))) {
            return Optional.of(Files.readString(file).strip());
        }
        return Optional.empty();
    }

    ApplicationReport report(String applicationId) throws IOException, YarnException {
        return yarn.getApplicationReport(ApplicationId.fromString(applicationId));
    }

    /** How many ApplicationMasters YARN has started for it. */
    int attempts(String applicationId) throws IOException, YarnException {
        return report(applicationId).getCurrentApplicationAttemptId().getAttemptId();
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

    /** Ends what a failed trial has left of these applications. */
    void clear(Collection<String> applications) throws Exception {
        Set<String> live = liveApplications();
        live.retainAll(applications);
        for (String application : live) {
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
        return find(path -> path.getFileName().toString().equals(applicationId)
                && path.toString().contains("/appcache/"));
    }

    /** Copies the container logs that YARN has not gathered yet. */
    void keepLogs(String applicationId, Path target) throws IOException {
        for (Path log : find(path -> path.toString().contains("/container logs/" + applicationId + "/"))) {
            String name = folder.relativize(log).toString().replaceAll("[/ ]", ".");
            try {
                if (Files.isRegularFile(log)) {
                    Files.copy(log, target.resolve(name));
                }
            } catch (NoSuchFileException e) {
                // YARN has gathered it meanwhile.
                System.err.println("chaos: gone is " + e.getMessage());
            }
        }
    }

    /** Daemons make and delete files all the time: what vanishes while it is looked at was not there. */
    private List<Path> find(Predicate<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (wanted.test(directory)) {
                    found.add(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.test(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure == null || failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
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

    /** As {@link #close}, for a process that is about to end. */
    void end() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("chaos: the cluster in " + folder + " is not gone: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() throws IOException, InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        yarn.stop();
        hadoop.stop(false);
        if (networks.isPresent()) {
            networks.get().close();
        }
        if (zooKeepers.isPresent()) {
            zooKeepers.get().close();
        }
    }
}
