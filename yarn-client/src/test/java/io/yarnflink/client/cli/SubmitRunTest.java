package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.client.Distribution;
import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.PerJobSubmission;
import io.yarnflink.client.SubmittedJob;
import io.yarnflink.client.YarnPerJobExecutor;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.LineTrackingStream;
import io.yarnflink.client.program.ProgramJar;
import io.yarnflink.client.program.TestJar;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitRunTest {
    private static final String ENDLESS = """
            import io.yarnflink.api.environment.StreamExecutionEnvironment;
            public class Job {
                public static void main(String[] args) throws Exception {
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
                    env.registerCachedFile("/data/model", "a model");
                    env.fromSequence(1, 10).print();
                    env.execute();
                }
            }""";

    @TempDir
    Path dir;

    private final FakeCluster cluster = new FakeCluster();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedRunCancelsItsJobAndLeavesNothing() throws Exception {
        cluster.thatRunsOn();
        YarnPerJobExecutor executor = executor();
        SubmitRun run = run(executor);
        Future<JobOutcome> main = threads.submit(() -> run.run(endless(), List.of()));
        awaitRunning(executor);
        assertThat(cluster.staging.files.get("cached/a+model")).asString().isEqualTo("/data/model");
        assertThat(cluster.staging.files.get(ApplicationStaging.TASK_MANAGER_FILES))
                .asString()
                .contains("cached/a+model\t", "cached/a+model/below\t");
        JobOutcome outcome = run.interrupted();
        assertThat(outcome.state()).isEqualTo("CANCELED");
        assertThat(outcome.code()).isEqualTo(ExitCode.CANCELED);
        assertThat(cluster.calls).contains("cancel", "remove").doesNotContain("kill");
        assertThat(main.get(30, TimeUnit.SECONDS).code()).isEqualTo(ExitCode.CANCELED);
    }

    @Test
    void aRunInterruptedBeforeItsJobIsAcceptedSubmitsNothing() throws Exception {
        YarnPerJobExecutor executor = executor();
        SubmitRun run = run(executor);
        assertThatThrownBy(run::interrupted)
                .isInstanceOf(ClientException.class)
                .hasMessage("interrupted before the job was submitted");
        assertThatThrownBy(() -> run.run(endless(), List.of()))
                .isInstanceOf(ClientException.class)
                .hasMessage("interrupted before the application was submitted");
        assertThat(cluster.calls).doesNotContain("submit");
        assertThat(cluster.staging.files).isEmpty();
    }

    private static void awaitRunning(YarnPerJobExecutor executor) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (executor.jobs().stream().map(SubmittedJob::isConnected).noneMatch(connected -> connected)) {
            assertThat(System.nanoTime()).as("the job runs in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private ProgramJar endless() throws Exception {
        Path jar = new TestJar(dir).source("Job", ENDLESS).mainClass("Job").build();
        return ProgramJar.open(jar, Optional.empty());
    }

    private YarnPerJobExecutor executor() throws Exception {
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
                new YarnPerJobExecutor.Surroundings(session().console().progress(), new FakePace(), threads, "here"),
                true);
    }

    private SubmitRun run(YarnPerJobExecutor executor) throws ClientException {
        ClusterSpec.Patience patience = ClusterSpec.from(new Settings()).patience();
        return new SubmitRun(session(), cluster, executor, patience, true);
    }

    private Session session() {
        CliEnvironment environment = new CliEnvironment(
                Map.of(),
                Path.of(""),
                new LineTrackingStream(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                new FakePace());
        GlobalOptions options = new GlobalOptions();
        return new Session(
                environment,
                options,
                new Console(environment, options),
                new HadoopClusterOpener(environment, threads),
                threads);
    }
}
