package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.client.Cluster;
import io.yarnflink.client.Distribution;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.PerJobSubmission;
import io.yarnflink.client.YarnPerJobExecutor;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.LineTrackingStream;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does to a submission. */
class SubmitSignalTest {
    @TempDir
    Path dir;

    private final FakeCluster cluster = new FakeCluster();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakePace pace = new FakePace();
    private final CliEnvironment environment = new CliEnvironment(
            Map.of(),
            Path.of(""),
            new LineTrackingStream(new ByteArrayOutputStream()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false,
            pace);
    private final Console console = new Console(environment, new GlobalOptions());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aSignalAfterADetachedJobWasAcceptedTellsItsApplication() throws Exception {
        cluster.then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "");
        YarnPerJobExecutor executor = executor(false);
        JobExecutors.runWith(executor, SubmitSignalTest::program);
        JobOutcome outcome = run(executor, false).interrupted();
        assertThat(outcome.applicationId()).isEqualTo(FakeCluster.APPLICATION);
        assertThat(outcome.state()).isEqualTo("ACCEPTED");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(cluster.calls).doesNotContain("cancel", "kill");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSignalDoesNotWaitForWhatIsBeingPrepared() throws Exception {
        cluster.hangs();
        YarnPerJobExecutor executor = executor(true);
        Thread main = new Thread(() -> runQuietly(executor));
        main.setDaemon(true);
        main.start();
        while (main.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        SubmitRun run = run(executor, true);
        assertThatThrownBy(run::interrupted).hasMessage("interrupted before the job was submitted");
        main.join();
        assertThat(cluster.calls).doesNotContain("submit");
    }

    private static void runQuietly(YarnPerJobExecutor executor) {
        assertThatThrownBy(() -> JobExecutors.runWith(executor, SubmitSignalTest::program))
                .isNotNull();
    }

    private static void program() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 10).print();
        env.execute();
    }

    private YarnPerJobExecutor executor(boolean attached) throws Exception {
        Files.createDirectories(dir.resolve("lib/engine"));
        Files.createDirectories(dir.resolve("lib/hadoop"));
        Settings settings = new Settings();
        return new YarnPerJobExecutor(
                cluster,
                new PerJobSubmission.Plan(
                        settings,
                        ClusterSpec.from(settings),
                        new Distribution(dir),
                        Files.writeString(dir.resolve("job.jar"), "jar")),
                new YarnPerJobExecutor.Surroundings(console.progress(), pace, threads, "here"),
                attached);
    }

    private SubmitRun run(YarnPerJobExecutor executor, boolean attached) throws Exception {
        Session session = new Session(environment, new GlobalOptions(), console, new NoOpener(cluster), threads);
        return new SubmitRun(
                session, cluster, executor, ClusterSpec.from(new Settings()).patience(), attached);
    }

    private record NoOpener(Cluster cluster) implements ClusterOpener {
        @Override
        public Cluster open(Settings settings, ClusterSpec.Patience patience) {
            return cluster;
        }

        @Override
        public Cluster embedded(
                Settings settings, ClusterSpec.Patience patience, io.yarnflink.client.output.Progress progress) {
            return cluster;
        }
    }
}
