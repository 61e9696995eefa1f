package io.yarnflink.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One daemon process of a {@link LocalHadoop}: its directory holds its configuration, log, data and process id. */
final class Daemon {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** The server a daemon runs, its heap, and the page of its web server that tells whether it works. */
    enum Kind {
        NAMENODE(
                "org.apache.hadoop.hdfs.server.namenode.NameNode",
                256,
                "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState"),
        DATANODE(
                "org.apache.hadoop.hdfs.server.datanode.DataNode",
                256,
                "/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo"),
        RESOURCEMANAGER("org.apache.hadoop.yarn.server.resourcemanager.ResourceManager", 384, "/ws/v1/cluster/metrics"),
        NODEMANAGER("org.apache.hadoop.yarn.server.nodemanager.NodeManager", 256, "/ws/v1/node/info");

        private final String mainClass;
        private final int heapMb;
        private final String healthPage;

        Kind(String mainClass, int heapMb, String healthPage) {
            this.mainClass = mainClass;
            this.heapMb = heapMb;
            this.healthPage = healthPage;
        }

        String healthPage() {
            return healthPage;
        }
    }

    private final String name;
    private final Kind kind;
    private final Path dir;

    Daemon(String name, Kind kind, Path clusterDir) {
        this.name = name;
        this.kind = kind;
        this.dir = clusterDir.resolve(name);
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    Path log() {
        return dir.resolve("daemon.log");
    }

    void configure(Map<String, String> settings) throws IOException {
        ConfDirectory.write(confDir(), settings);
    }

    /** {@code before}: what comes before the command itself. */
    void start(ClusterJvm jvm, List<String> before) throws IOException {
        ProcessBuilder builder = command(jvm, List.of());
        List<String> command = new ArrayList<>(before);
        command.addAll(builder.command());
        Process process = builder.command(command).start();
        Files.writeString(pidFile(), process.pid() + "\n");
    }

    /** Runs the daemon's program to its end, for work that is done before it serves. */
    void run(ClusterJvm jvm, List<String> arguments, Duration timeout) throws IOException, InterruptedException {
        Process process = command(jvm, arguments).start();
        if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    name + " " + arguments + " took longer than " + timeout.toSeconds() + " s" + Logs.tail(log()));
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    name + " " + arguments + " ended with exit code " + process.exitValue() + Logs.tail(log()));
        }
    }

    /** Absent when the daemon does not run, also if another process has its number now. */
    Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile()).strip();
        // Whoever was killed while writing it leaves an empty file.
        return pid.matches("\\d{1,9}") && isThisDaemon(Long.parseLong(pid))
                ? ProcessHandle.of(Long.parseLong(pid))
                : Optional.empty();
    }

    boolean isAlive() throws IOException {
        return process().isPresent();
    }

    void terminate() throws IOException {
        process().ifPresent(ProcessHandle::destroy);
    }

    void kill() throws IOException, InterruptedException {
        process().ifPresent(ProcessHandle::destroyForcibly);
        if (!awaitEnd()) {
            throw new IOException(name + " did not end within " + GRACE.toSeconds() + " s of a kill");
        }
    }

    /** False if it still runs when the grace is over. */
    boolean awaitEnd() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private ProcessBuilder command(ClusterJvm jvm, List<String> arguments) throws IOException {
        List<String> main = new ArrayList<>(List.of(kind.mainClass));
        main.addAll(arguments);
        return jvm.command(
                        kind.heapMb,
                        tmpDir(),
                        Optional.of(confDir()),
                        jvm.archive().use(),
                        main)
                .directory(dir.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .redirectError(Redirect.appendTo(log().toFile()));
    }

    private boolean isThisDaemon(long pid) {
        try {
            return CommandLineOf.process(pid).contains("-Djava.io.tmpdir=" + tmpDir());
        } catch (IOException e) {
            return false;
        }
    }

    private Path confDir() {
        return dir.resolve("conf");
    }

    private Path tmpDir() {
        return dir.resolve("tmp");
    }

    private Path pidFile() {
        return dir.resolve("pid");
    }
}
