package io.yarnflink.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An {@link EmbeddedCluster} in a child JVM, which ends with this object or with this JVM, whichever is first. */
public final class ClusterProcess implements AutoCloseable {
    private static final Duration BOOT_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
    private static final int HEAP_MB = 512;

    private final Path dir;
    private final Process process;
    private final ClassArchive archive;

    ClusterProcess(Path dir, Process process, ClassArchive archive) {
        this.dir = dir;
        this.process = process;
        this.archive = archive;
    }

    /**
     * Starts a cluster and waits until it takes work.
     *
     * @param classPathFile {@code cluster.classpath} of this module's build
     * @param stateDir new or empty; gone after {@link #close}
     */
    public static ClusterProcess start(Path classPathFile, Path stateDir) throws IOException, InterruptedException {
        return start(classPathFile, stateDir, BOOT_TIMEOUT);
    }

    static ClusterProcess start(Path classPathFile, Path stateDir, Duration bootTimeout)
            throws IOException, InterruptedException {
        Path dir = stateDir.toAbsolutePath();
        StateDirectory.claim(dir);
        try {
            return launch(dir, new ClusterJvm(classPathFile), bootTimeout);
        } catch (IOException | InterruptedException e) {
            StateDirectory.delete(dir);
            throw e;
        }
    }

    private static ClusterProcess launch(Path dir, ClusterJvm jvm, Duration bootTimeout)
            throws IOException, InterruptedException {
        Process process = jvm.command(
                        HEAP_MB,
                        dir.resolve(StateDirectory.TMP),
                        Optional.empty(),
                        jvm.archive().useOrRecord(),
                        List.of("io.yarnflink.cluster.EmbeddedCluster", dir.toString()))
                .directory(dir.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(dir.resolve(StateDirectory.LOG).toFile())
                .start();
        ClusterProcess cluster = new ClusterProcess(dir, process, jvm.archive());
        try {
            cluster.awaitReady(bootTimeout);
            return cluster;
        } catch (IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    /** The configuration directory for clients, as {@code HADOOP_CONF_DIR} names one. */
    public Path confDir() {
        return dir.resolve(StateDirectory.CONF);
    }

    public long pid() {
        return process.pid();
    }

    /** What the servers have logged so far: warnings and errors. */
    public Path log() {
        return dir.resolve(StateDirectory.LOG);
    }

    @Override
    public void close() {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.flush();
        } catch (IOException e) {
            // The JVM is gone already; what it has left is removed below.
        }
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            removeAll();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("embedded cluster in " + dir + " is stopped but not cleaned up", e);
        }
        try {
            archive.keepRecording();
        } catch (IOException e) {
            // The next boot is slower, nothing else.
            return;
        }
    }

    private void removeAll() throws IOException, InterruptedException {
        if (!Files.exists(dir)) {
            return;
        }
        try {
            ContainerProcesses.killAll(dir);
        } finally {
            StateDirectory.delete(dir);
        }
    }

    private void awaitReady(Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Path ready = dir.resolve(StateDirectory.READY);
        while (!Files.exists(ready)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("embedded cluster ended with exit code " + process.exitValue()
                        + " before it was ready" + Logs.tail(log()));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "embedded cluster was not ready after " + timeout.toSeconds() + " s" + Logs.tail(log()));
            }
        }
    }
}
