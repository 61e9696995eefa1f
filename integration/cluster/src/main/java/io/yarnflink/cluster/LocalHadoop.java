package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A local cluster of separate daemon processes, which outlives whoever starts it, and of which each daemon can be
 * killed and brought back at its old ports with its old data.
 */
public final class LocalHadoop {
    private static final Duration BOOT_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(5);
    private static final int NODE_MANAGERS = 2;
    private static final String PORTS = "ports.properties";

    /** A daemon as {@code status} shows it; a process that does not serve yet, or no longer, has a pid but is not up. */
    public record Status(String daemon, OptionalLong pid, boolean up, SortedMap<String, Integer> ports) {}

    private final Path dir;
    private final Path classPathFile;
    private final Deviation deviation;

    /** What is not as {@link HadoopSettings} says: settings of all daemons, and where these run. */
    public record Deviation(Map<String, String> settings, Network network) {
        public Deviation {
            settings = Map.copyOf(settings);
        }
    }

    public LocalHadoop(Path dir, Path classPathFile) {
        this(dir, classPathFile, new Deviation(Map.of(), Network.LOCALHOST));
    }

    public LocalHadoop(Path dir, Path classPathFile, Deviation deviation) {
        this.dir = dir.toAbsolutePath().normalize();
        this.classPathFile = classPathFile;
        this.deviation = deviation;
    }

    /** The configuration directory for clients, as {@code HADOOP_CONF_DIR} names one. */
    public Path confDir() {
        return dir.resolve(StateDirectory.CONF);
    }

    /**
     * Starts what does not run yet and waits until all daemons serve.
     *
     * @param nodeManagers if absent, as many as the cluster had, or else two
     */
    public void start(OptionalInt nodeManagers, Consumer<String> progress) throws IOException, InterruptedException {
        Ports ports = ports(nodeManagers);
        HadoopSettings standard = new HadoopSettings(dir, ports);
        ConfDirectory.write(confDir(), standard.client());
        ClusterJvm jvm = new ClusterJvm(classPathFile);
        List<Daemon> daemons = daemons(ports);
        long start = System.nanoTime();
        List<Daemon> started = new ArrayList<>();
        try {
            for (Daemon daemon : daemons) {
                if (!daemon.isAlive()) {
                    started.add(daemon);
                    configure(daemon, standard);
                    launch(daemon, ports, jvm);
                }
            }
            await(daemons, daemons, ports, start, progress);
        } catch (IOException | InterruptedException e) {
            end(started);
            throw e;
        }
    }

    public List<Status> status() throws IOException {
        Ports ports = storedPorts();
        List<Daemon> daemons = daemons(ports);
        DaemonHealth health = new DaemonHealth(ports);
        long nodeManagers = running(daemons, Daemon.Kind.NODEMANAGER);
        List<Status> statuses = new ArrayList<>();
        for (Daemon daemon : daemons) {
            OptionalLong pid =
                    daemon.process().stream().mapToLong(ProcessHandle::pid).findFirst();
            boolean up = pid.isPresent() && health.serves(daemon, nodeManagers);
            statuses.add(new Status(daemon.name(), pid, up, ports.of(daemon.name())));
        }
        return statuses;
    }

    /** Ends a daemon as a crash of its machine would: nothing is told, nothing is tidied up. */
    public void kill(String daemon) throws IOException, InterruptedException {
        find(daemon, daemons(storedPorts())).kill();
    }

    /** Brings a daemon back, whether it runs or not, and waits until it serves. */
    public void restart(String name, Consumer<String> progress) throws IOException, InterruptedException {
        Ports ports = storedPorts();
        List<Daemon> daemons = daemons(ports);
        Daemon daemon = find(name, daemons);
        end(List.of(daemon));
        long start = System.nanoTime();
        launch(daemon, ports, new ClusterJvm(classPathFile));
        await(List.of(daemon), daemons, ports, start, progress);
    }

    /** Ends daemons and containers; without {@code keepData} also removes the directory. */
    public void stop(boolean keepData) throws IOException, InterruptedException {
        end(daemons(storedPorts()));
        ContainerProcesses.killAll(dir);
        if (!keepData) {
            StateDirectory.delete(dir);
        }
    }

    private void configure(Daemon daemon, HadoopSettings standard) throws IOException {
        Map<String, String> all = new HashMap<>();
        switch (daemon.kind()) {
            case NAMENODE -> all.putAll(standard.nameNode());
            case DATANODE -> all.putAll(standard.dataNode());
            case RESOURCEMANAGER -> {
                all.putAll(standard.resourceManager());
                all.putAll(standard.resourceManagerRecovery());
            }
            case NODEMANAGER -> {
                int index = Integer.parseInt(daemon.name().replaceAll("\\D", ""));
                all.putAll(standard.nodeManager(index));
                all.putAll(standard.nodeManagerRecovery(index));
            }
        }
        all.putAll(deviation.settings());
        daemon.configure(all);
    }

    private void launch(Daemon daemon, Ports ports, ClusterJvm jvm) throws IOException, InterruptedException {
        ports.awaitFree(daemon.name(), PORT_PATIENCE);
        if (daemon.kind() == Daemon.Kind.NAMENODE && !Files.exists(dir.resolve("namenode/name/current"))) {
            daemon.run(jvm, List.of("-format", "-nonInteractive", "-force"), BOOT_TIMEOUT);
        }
        daemon.start(jvm, deviation.network().commandOf(daemon.name()));
    }

    private static void await(List<Daemon> wanted, List<Daemon> all, Ports ports, long start, Consumer<String> progress)
            throws IOException, InterruptedException {
        DaemonHealth health = new DaemonHealth(ports);
        List<Daemon> waiting = new ArrayList<>(wanted);
        while (!waiting.isEmpty()) {
            double seconds = (System.nanoTime() - start) / 1e9;
            for (Daemon daemon : List.copyOf(waiting)) {
                if (!daemon.isAlive()) {
                    throw new IOException(daemon.name() + " ended before it served" + Logs.tail(daemon.log()));
                }
                if (health.serves(daemon, running(all, Daemon.Kind.NODEMANAGER))) {
                    waiting.remove(daemon);
                    progress.accept("%s is up after %.1f s".formatted(daemon.name(), seconds));
                } else if (seconds > BOOT_TIMEOUT.toSeconds()) {
                    throw new IOException(daemon.name() + " does not serve after " + BOOT_TIMEOUT.toSeconds() + " s"
                            + Logs.tail(daemon.log()));
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void end(List<Daemon> daemons) throws IOException, InterruptedException {
        for (Daemon daemon : daemons) {
            daemon.terminate();
        }
        for (Daemon daemon : daemons) {
            if (!daemon.awaitEnd()) {
                daemon.kill();
            }
        }
    }

    private Ports ports(OptionalInt nodeManagers) throws IOException {
        Path file = dir.resolve(PORTS);
        if (!Files.exists(file)) {
            StateDirectory.claim(dir);
            Ports chosen = Ports.choose(HadoopSettings.allPorts(nodeManagers.orElse(NODE_MANAGERS)));
            chosen.store(file);
            return chosen.in(deviation.network());
        }
        Ports stored = storedPorts();
        long count = daemons(stored).stream()
                .filter(daemon -> daemon.kind() == Daemon.Kind.NODEMANAGER)
                .count();
        if (nodeManagers.isPresent() && nodeManagers.getAsInt() != count) {
            throw new IOException("the cluster in " + dir + " has " + count + " node managers, not "
                    + nodeManagers.getAsInt() + "; stop it first");
        }
        return stored;
    }

    private Ports storedPorts() throws IOException {
        Path file = dir.resolve(PORTS);
        if (!Files.exists(file)) {
            throw new IOException("there is no cluster in " + dir + "; start one first");
        }
        return Ports.load(file).in(deviation.network());
    }

    /** In the order of starting: the NameNode, which formats its disk first, must not hold up the others. */
    private List<Daemon> daemons(Ports ports) {
        List<Daemon> daemons = new ArrayList<>();
        daemons.add(new Daemon("resourcemanager", Daemon.Kind.RESOURCEMANAGER, dir));
        for (int i = 1; ports.byName().containsKey(HadoopSettings.nodeManagerName(i)); i++) {
            daemons.add(new Daemon(HadoopSettings.nodeManagerName(i), Daemon.Kind.NODEMANAGER, dir));
        }
        daemons.add(new Daemon("namenode", Daemon.Kind.NAMENODE, dir));
        daemons.add(new Daemon("datanode", Daemon.Kind.DATANODE, dir));
        return daemons;
    }

    private static Daemon find(String name, List<Daemon> daemons) throws IOException {
        Optional<Daemon> found =
                daemons.stream().filter(daemon -> daemon.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new IOException("there is no daemon '" + name + "', only "
                + daemons.stream().map(Daemon::name).toList()));
    }

    private static long running(List<Daemon> daemons, Daemon.Kind kind) throws IOException {
        long running = 0;
        for (Daemon daemon : daemons) {
            if (daemon.kind() == kind && daemon.isAlive()) {
                running++;
            }
        }
        return running;
    }
}
