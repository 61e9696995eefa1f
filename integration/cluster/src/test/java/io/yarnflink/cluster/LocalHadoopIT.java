package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHadoopIT {
    private static final Path CLASS_PATH = Path.of(System.getProperty("cluster.classpath"));

    @TempDir
    private static Path temp;

    private static Path dir;
    private static LocalHadoop hadoop;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        dir = temp.resolve("hadoop");
        hadoop = new LocalHadoop(dir, CLASS_PATH);
        hadoop.start(OptionalInt.of(1), progress -> {});
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        List<ProcessHandle> containers = ContainerProcesses.find(dir);

        hadoop.stop(false);

        assertThat(containers).isNotEmpty().noneMatch(SleepingApplication::runs);
        assertThat(dir).doesNotExist();
    }

    @Test
    void aContainerOutlivesItsNodeManagerAndTheYarnRm() throws IOException, InterruptedException, YarnException {
        ApplicationId application = SleepingApplication.submit(hadoop.confDir());
        List<ProcessHandle> container = SleepingApplication.awaitContainers(dir);

        hadoop.kill("nodemanager1");
        assertThat(hadoop.status())
                .filteredOn(status -> !status.up())
                .extracting(LocalHadoop.Status::daemon)
                .containsExactly("nodemanager1");
        hadoop.restart("nodemanager1", progress -> {});
        hadoop.kill("resourcemanager");
        hadoop.restart("resourcemanager", progress -> {});

        assertThat(hadoop.status()).allMatch(LocalHadoop.Status::up);
        assertThat(container).isNotEmpty().allMatch(SleepingApplication::runs);
        assertThat(state(application)).isEqualTo(YarnApplicationState.ACCEPTED);
    }

    @Test
    void startingAgainLeavesWhatRunsAlone() throws IOException, InterruptedException {
        List<LocalHadoop.Status> before = hadoop.status();

        hadoop.start(OptionalInt.empty(), progress -> {});

        assertThat(hadoop.status()).isEqualTo(before);
    }

    @Test
    void anotherNumberOfNodeManagersIsRefused() {
        assertThatThrownBy(() -> hadoop.start(OptionalInt.of(2), progress -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("the cluster in " + dir + " has 1 node managers, not 2; stop it first");
    }

    @Test
    void anUnknownDaemonIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> hadoop.kill("jobtracker"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'jobtracker'")
                .hasMessageContaining("namenode");
    }

    private static YarnApplicationState state(ApplicationId application) throws IOException, YarnException {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(SleepingApplication.clientConfiguration(hadoop.confDir()));
            yarn.start();
            return yarn.getApplicationReport(application).getYarnApplicationState();
        }
    }
}
