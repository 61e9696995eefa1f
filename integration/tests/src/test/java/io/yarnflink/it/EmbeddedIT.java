package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.EndlessProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that live as long as one command. */
class EmbeddedIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration GONE = Duration.ofSeconds(30);

    private final CommandLine cli = CommandLine.withoutCluster();

    @TempDir
    Path folder;

    private Optional<Running> started = Optional.empty();

    @AfterEach
    void endTheClient() {
        started.ifPresent(client -> client.process().destroyForcibly());
    }

    /** The cluster's own JVM, and the directory of all it has. */
    private record Cluster(ProcessHandle jvm, String directory) {
        static Cluster of(Running client) throws Exception {
            Deadline.await(
                    "the client has started a cluster", SOON, () -> find(client).isPresent());
            return find(client).orElseThrow();
        }

        private static Optional<Cluster> find(Running client) {
            return client.process()
                    .descendants()
                    .filter(child -> Containers.commandLine(child).contains("EmbeddedCluster"))
                    .findFirst()
                    .map(child -> {
                        String[] words = Containers.commandLine(child).split("\0");
                        return new Cluster(child, words[words.length - 1]);
                    });
        }

        List<ProcessHandle> taskManagers() {
            return Containers.taskManagers(directory);
        }

        void awaitGone() throws Exception {
            Deadline.await("the cluster's JVM has ended", GONE, () -> !jvm.isAlive());
            Deadline.await(
                    "no process of the cluster is left",
                    GONE,
                    () -> Containers.all(directory).isEmpty());
            Deadline.await("the cluster's directory is gone", GONE, () -> Files.notExists(Path.of(directory)));
        }
    }

    private Running start(String... arguments) throws Exception {
        Running client = cli.start(arguments);
        started = Optional.of(client);
        return client;
    }

    private Running startEndless() throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        return start("submit", "--per-job", "--embedded", "--format", "properties", jar.toString());
    }

    private static void awaitRunning(Running client, Cluster cluster) throws Exception {
        Deadline.await(
                "two TaskManagers run the job",
                SOON,
                () -> cluster.taskManagers().size() == 2 && client.err().contains("RUNNING: 2 of 2 slots"));
    }

    @Test
    void theFirstCommandOfTheReadmeCountsWithTwoTaskManagerProcessesAndLeavesNothing() throws Exception {
        Running client = start("submit", "--per-job", "--embedded", "examples/word-count.jar");
        Cluster cluster = Cluster.of(client);
        Set<String> taskManagers = new TreeSet<>();
        Deadline.await("the command ends", SOON, () -> {
            cluster.taskManagers().stream().map(Containers::id).forEach(taskManagers::add);
            return !client.process().isAlive();
        });

        Result result = client.await();
        assertThat(result.endedWith(0)).contains("FINISHED");
        List<String> out = result.out().lines().toList();
        assertThat(out.subList(0, out.size() - 1))
                .isEqualTo(WordCountReference.top(WordCountReference.count(WordCountReference.SHAKESPEARE), 10));
        assertThat(out.get(out.size() - 1))
                .startsWith("applicationId=application_")
                .endsWith("state=FINISHED exitCode=0 cause=");
        assertThat(taskManagers).hasSize(2);
        // The command has cleaned up before it ended.
        assertThat(cluster.jvm().isAlive()).isFalse();
        assertThat(Path.of(cluster.directory())).doesNotExist();
        cluster.awaitGone();
    }

    @Test
    void ctrlCCancelsTheJobAndEndsTheClusterWhoseTaskManagersWereConnected() throws Exception {
        Running client = startEndless();
        Cluster cluster = Cluster.of(client);
        awaitRunning(client, cluster);
        List<ProcessHandle> both = cluster.taskManagers();
        Deadline.await(
                "the TaskManager processes exchange data over a connection",
                SOON,
                () -> Sockets.areConnected(both.get(0), both.get(1)));

        client.interrupt();

        Result result = client.await();
        result.endedWith(30);
        assertThat(result.field("state")).isEqualTo("CANCELED");
        assertThat(cluster.jvm().isAlive()).isFalse();
        cluster.awaitGone();
    }

    @Test
    void aClientKilledNineLeavesNothingBehind() throws Exception {
        Running client = startEndless();
        Cluster cluster = Cluster.of(client);
        awaitRunning(client, cluster);

        client.process().destroyForcibly();

        cluster.awaitGone();
    }
}
