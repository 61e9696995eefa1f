package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.VerifyingProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job with checkpoints ends and goes on elsewhere, and its output is that of an undisturbed run; who dies is in {@code chaos}. */
@ExtendWith(SharedCluster.class)
class RecoveryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int NUMBERS = 30_000;

    @TempDir
    Path folder;

    /** A job under way, and what it has written. */
    private record Verified(Running client, Application application, VerifiedOutput output) {
        void awaitCommits(int more) throws Exception {
            int before = output.committedFiles();
            Deadline.await("commits after " + before, SOON, () -> output.committedFiles() >= before + more);
        }
    }

    private Verified start(CommandLine cli, String name) throws Exception {
        return start(cli, name, "hashmap");
    }

    private Verified start(CommandLine cli, String name, String backend) throws Exception {
        Hdfs hdfs = cli.hdfs();
        String output = hdfs.full("verified-" + name);
        Running client = cli.startSubmit(
                "-p",
                "2",
                "-s",
                "1",
                "-Dstate.backend.type=" + backend,
                "-Drestart-strategy.type=fixed-delay",
                "-Drestart-strategy.fixed-delay.attempts=100",
                "-Drestart-strategy.fixed-delay.delay=100 ms",
                ProgramJar.of(VerifyingProgram.class, folder).toString(),
                output,
                String.valueOf(NUMBERS));
        Application application = Application.of(cli, client).awaitRunning();
        Verified verified = new Verified(client, application, new VerifiedOutput(hdfs.files(), output));
        verified.awaitCommits(1);
        return verified;
    }

    @Test
    void aJobWithStateInRocksDbSurvivesAKilledTaskManagerAndGoesOnOnTheHeapFromItsSavepoint(CommandLine cli)
            throws Exception {
        Verified job = start(cli, "rocksdb", "rocksdb");

        job.application().taskManagers().get(0).destroyForcibly();

        String folder = cli.hdfs().full("rocksdb-savepoints");
        List<Result> stops = new ArrayList<>();
        // Refused while the job restarts.
        Deadline.await("a savepoint of the job that runs again", SOON, () -> {
            stops.add(cli.run("stop", job.application().id(), "-p", folder, "--format", "properties"));
            return stops.get(stops.size() - 1).exitCode() == 0;
        });
        Result stopped = stops.get(stops.size() - 1);
        assertThat(job.client().await().field("state")).isEqualTo("FINISHED");
        assertThat(cli.run("events", job.application().id()).out()).contains("JOB_RESTARTING");
        Result result = cli.submit(
                "-p",
                "3",
                "-s",
                "3",
                "--from-savepoint",
                stopped.field("savepoint"),
                ProgramJar.of(VerifyingProgram.class, this.folder).toString(),
                cli.hdfs().full("verified-rocksdb"),
                String.valueOf(NUMBERS));
        result.endedWith(0);
        job.output().assertExactlyOnce(NUMBERS);
    }

    @Test
    void aJobStoppedWithASavepointGoesOnFromItWithAnotherParallelism(CommandLine cli) throws Exception {
        Verified job = start(cli, "savepoint");
        String folder = cli.hdfs().full("savepoints");

        Result stopped = cli.run("stop", job.application().id(), "-p", folder, "--format", "properties");

        assertThat(stopped.exitCode()).as("%s", stopped).isZero();
        assertThat(stopped.field("state")).isEqualTo("FINISHED");
        String savepoint = stopped.field("savepoint");
        assertThat(savepoint).startsWith(folder + "/savepoint-");
        assertThat(job.client().await().field("state")).isEqualTo("FINISHED");
        Result result = cli.submit(
                "-p",
                "3",
                "-s",
                "3",
                "--from-savepoint",
                savepoint,
                ProgramJar.of(VerifyingProgram.class, this.folder).toString(),
                cli.hdfs().full("verified-savepoint"),
                String.valueOf(NUMBERS));
        result.endedWith(0);
        job.output().assertExactlyOnce(NUMBERS);
        Result lost = cli.submit(
                "--from-savepoint",
                folder + "/no-such",
                ProgramJar.of(VerifyingProgram.class, this.folder).toString(),
                cli.hdfs().full("verified-none"),
                "10");
        lost.endedWith(12);
        assertThat(lost.field("state")).isEqualTo("FAILED");
        assertThat(lost.field("applicationId")).as("nothing was submitted").isEmpty();
        assertThat(lost.field("cause")).contains("there is no savepoint and no retained checkpoint there");
    }
}
