package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.cluster.LocalHadoop;
import io.yarnflink.it.CommandLine.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparateDaemonsIT {
    private static final Path CLASS_PATH = SourceTree.root().resolve("integration/cluster/target/cluster.classpath");

    /** What {@code client.timeout} allows, and the start of a client on a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(5 + 15);

    @TempDir
    private static Path temp;

    private static LocalHadoop hadoop;
    private static CommandLine cli;

    @BeforeAll
    static void start() {
        hadoop = new LocalHadoop(temp.resolve("hadoop"), CLASS_PATH);
        cli = new CommandLine(hadoop.confDir());
    }

    /** Brings back what the test before has killed. */
    @BeforeEach
    void startWhatIsDown() throws Exception {
        hadoop.start(OptionalInt.of(1), progress -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        hadoop.stop(false);
    }

    @Test
    void theCommandIsTheSameAsOnAnyCluster() throws Exception {
        Path text = Files.writeString(temp.resolve("a.txt"), "to be or not to be");

        Result result = cli.submit("-p", "2", "-s", "1", "examples/word-count.jar", "--", "--input", text.toString());

        result.endedWith(0);
        assertThat(result.out()).startsWith("be\t2\nto\t2\nnot\t1\nor\t1\n");
        Application application = new Application(cli, result.field("applicationId"));
        application.assertNothingIsLeft();
        application.awaitLogs("AM_STARTED", "starts in slot");
    }

    @Test
    void aYarnThatDoesNotAnswerIsNamedInBoundedTime() throws Exception {
        hadoop.kill("resourcemanager");
        assertUnreachable(24, "YARN", port("resourcemanager"));
        assertThat(cli.hdfs().staging()).isEmpty();
    }

    @Test
    void anHdfsThatDoesNotAnswerIsNamedInBoundedTime() throws Exception {
        hadoop.kill("namenode");
        assertUnreachable(23, "HDFS", port("namenode"));
    }

    private static void assertUnreachable(int exitCode, String who, int port) throws Exception {
        long start = System.nanoTime();
        Result result = cli.submit("-Dclient.timeout=5s", "examples/word-count.jar");
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(result.endedWith(exitCode)).contains(who, "localhost:" + port, "is it running?");
        assertThat(result.field("state")).isEqualTo("FAILED");
        assertThat(result.field("applicationId")).isEmpty();
        assertThat(taken).isLessThan(BOUND);
    }

    private static int port(String daemon) throws Exception {
        return hadoop.status().stream()
                .filter(status -> status.daemon().equals(daemon))
                .map(status -> status.ports().getOrDefault("rpc", 0))
                .findFirst()
                .orElseThrow();
    }
}
