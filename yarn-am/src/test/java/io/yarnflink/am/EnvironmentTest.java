package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.rpc.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @Test
    void aTaskManagerFindsItsMasterInItsEnvironment() {
        TaskManagerEnvironment sent = new TaskManagerEnvironment(
                "application_1_0001", "hdfs://s", new Address("node-1", 4711, "resourcemanager"), 2);
        assertThat(TaskManagerEnvironment.from(sent.variables())).isEqualTo(sent);
    }

    @Test
    void aMasterFindsItsApplicationInItsEnvironment() {
        LaunchEnvironment sent = new LaunchEnvironment("application_1_0001", "job", "my job", "hdfs://s", "hdfs://a");
        assertThat(LaunchEnvironment.from(sent.variables())).isEqualTo(sent);
    }

    @Test
    void theAttemptIsReadFromTheContainersIdWhateverItsEpoch() {
        ContainerIdentity identity = ContainerIdentity.from(
                Map.of("CONTAINER_ID", "container_e17_1410901177871_0001_02_000005", "NM_HOST", "node-7"));
        assertThat(identity)
                .isEqualTo(new ContainerIdentity("container_e17_1410901177871_0001_02_000005", "node-7", 2));
    }

    @Test
    void aProcessKnowsWithoutHadoopWhetherItsClusterHasSecurity(@TempDir Path folder) throws Exception {
        Path site = Files.writeString(folder.resolve("site.xml"), "<configuration/>");
        assertThat(ContainerProcess.isSecure(site)).isFalse();
        Files.writeString(
                site,
                "<configuration><property><name>hadoop.security.authentication</name><value>kerberos</value></property>"
                        + "</configuration>");
        assertThat(ContainerProcess.isSecure(site)).isTrue();
    }

    @Test
    void anIdThatIsNoContainersIsRefused() {
        assertThatThrownBy(() -> ContainerIdentity.from(Map.of("CONTAINER_ID", "here", "NM_HOST", "node-7")))
                .hasMessageContaining("CONTAINER_ID is 'here'");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> ContainerIdentity.from(Map.of()))
                .hasMessageContaining("the environment variable CONTAINER_ID is not set");
    }
}
