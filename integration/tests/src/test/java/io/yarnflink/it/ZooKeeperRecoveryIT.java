package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.VerifyingProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Leaders and checkpoints are agreed on in an ensemble of three ZooKeeper servers, of which one dies. */
@ExtendWith(SharedCluster.class)
class ZooKeeperRecoveryIT {
    /** What servers say of connections that break is what these tests are about. */
    private static final Logger SERVERS = Logger.getLogger("org.apache.zookeeper");

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int NUMBERS = 30_000;

    static {
        SERVERS.setLevel(Level.OFF);
    }

    @TempDir
    Path folder;

    @Test
    void anApplicationMasterKilledNineIsFollowedByOneThatGoesOnFromWhatZooKeeperNames(CommandLine cli)
            throws Exception {
        try (TestingCluster servers = new TestingCluster(3)) {
            servers.start();
            Running client = submit(cli, servers.getConnectString());
            Application application = Application.of(cli, client).awaitRunning();
            VerifiedOutput output =
                    new VerifiedOutput(cli.hdfs().files(), cli.hdfs().full("verified-zookeeper"));
            awaitCommits(output, 1);
            servers.killServer(List.copyOf(servers.getInstances()).get(0));
            awaitCommits(output, 1);
            assertThat(cli.run("events", application.id()).out())
                    .as("one server of three")
                    .doesNotContain("JOB_RESTARTING");
            var taskManagers = application.taskManagers();

            application.master().destroyForcibly();

            awaitCommits(output, 1);
            assertThat(application.taskManagers()).containsExactlyInAnyOrderElementsOf(taskManagers);
            assertThat(applications(servers)).hasSize(1);
            Result result = client.await();
            result.endedWith(0);
            assertThat(result.field("state")).isEqualTo("FINISHED");
            output.assertExactlyOnce(NUMBERS);
            output.assertNothingIsPending();
            application.assertNothingIsLeft();
            assertThat(applications(servers)).isEmpty();
            // How long the recovery took, for who reads the log of the tests.
            System.out.println(cli.run("events", application.id()).out());
        }
    }

    private Running submit(CommandLine cli, String quorum) throws Exception {
        return cli.startSubmit(
                "-p",
                "2",
                "-s",
                "1",
                "-Dhigh-availability.type=zookeeper",
                "-Dhigh-availability.zookeeper.quorum=" + quorum,
                "-Drestart-strategy.type=fixed-delay",
                "-Drestart-strategy.fixed-delay.attempts=100",
                "-Drestart-strategy.fixed-delay.delay=100 ms",
                ProgramJar.of(VerifyingProgram.class, folder).toString(),
                cli.hdfs().full("verified-zookeeper"),
                String.valueOf(NUMBERS));
    }

    private static void awaitCommits(VerifiedOutput output, int more) throws Exception {
        int before = output.committedFiles();
        Deadline.await("commits after " + before, SOON, () -> output.committedFiles() >= before + more);
    }

    /** What applications have left in ZooKeeper. */
    private static List<String> applications(TestingCluster servers) throws Exception {
        try (CuratorFramework operator =
                CuratorFrameworkFactory.newClient(servers.getConnectString(), new RetryOneTime(1_000))) {
            operator.start();
            return operator.getChildren().forPath("/yarn-flink");
        }
    }
}
