package io.yarnflink.client.cli;

import io.yarnflink.client.job.Pace;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.cluster.ClusterProcess;
import io.yarnflink.rest.archive.ExitCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real HDFS and YARN in a child process, which boots while the program's main runs. */
final class EmbeddedHadoop implements Closeable {
    private static final Duration BOOTING = Duration.ofSeconds(15);

    private final Future<ClusterProcess> process;

    private EmbeddedHadoop(Future<ClusterProcess> process) {
        this.process = process;
    }

    static EmbeddedHadoop start(Path classPathFile, ExecutorService threads, Progress progress, Pace pace) {
        progress.say("Starting HDFS and YARN on this machine");
        return new EmbeddedHadoop(threads.submit(() -> {
            long begun = pace.clock().nanos();
            ClusterProcess started =
                    ClusterProcess.start(classPathFile, Files.createTempDirectory("yarn-flink-embedded-"));
            Duration taken = Duration.ofNanos(pace.clock().nanos() - begun);
            progress.say(String.format(Locale.ROOT, "HDFS and YARN are up after %.1f s", taken.toMillis() / 1000.0));
            return started;
        }));
    }

    /** Waits until the cluster takes work. */
    Path confDir() throws ClientException {
        try {
            return process.get().confDir();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(ExitCode.YARN, "interrupted while the embedded cluster started", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClientException(
                    ExitCode.YARN, "the embedded cluster does not start: " + ClientException.oneLine(cause), cause);
        }
    }

    /** Stops the cluster and removes its files; one that takes too long to boot does so on its own, or ends with this JVM. */
    @Override
    public void close() throws IOException {
        try {
            process.get(BOOTING.toSeconds(), TimeUnit.SECONDS).close();
        } catch (TimeoutException e) {
            process.cancel(true);
            throw new IOException("it is still starting", e);
        } catch (InterruptedException e) {
            // The child process ends with this one.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // It never ran.
            return;
        }
    }
}
