package io.yarnflink.staging.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.junit.jupiter.api.Test;

class LaunchCommandTest {
    private static final ContainerFiles FILES = new ContainerFiles(
            List.of(file("lib/z.jar"), file("lib/a.jar"), file("usrlib/job.jar"), file("settings.properties")));

    @Test
    void theMasterRunsWithTheEngineJarsInTheirOrderAndLogsWhereNodeManagersLook() {
        assertThat(LaunchCommand.master(new Configuration(), FILES))
                .isEqualTo("exec '{{JAVA_HOME}}/bin/java' -Xms448m -Xmx448m -XX:MaxDirectMemorySize=128m"
                        + " -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + " -XX:+ExitOnOutOfMemoryError -cp lib/z.jar:lib/a.jar io.yarnflink.am.ApplicationMasterMain"
                        + " 1>'<LOG_DIR>/jobmanager.stdout' 2>'<LOG_DIR>/jobmanager.stderr'");
    }

    @Test
    void aTaskManagerOfSeveralCoresCollectsInParallel() {
        assertThat(LaunchCommand.taskManager(settings("taskmanager.numberOfTaskSlots", "2"), FILES))
                .contains("-XX:+UseParallelGC")
                .doesNotContain("TieredStopAtLevel");
        assertThat(LaunchCommand.taskManager(settings("yarn.containers.vcores", "1"), FILES))
                .contains("-XX:+UseSerialGC");
    }

    @Test
    void theConfiguredJavaHomeAndOptionsAreUsed() {
        Configuration settings = Configuration.fromMap(
                Map.of("env.java.home", "/opt/my jdk-17", "env.java.opts.all", "-Da=b  -XX:+UseZGC"));
        assertThat(LaunchCommand.taskManager(settings, FILES))
                .startsWith("exec '/opt/my jdk-17/bin/java' ")
                .contains(" -Da=b -XX:+UseZGC ")
                .doesNotContain("SerialGC", "ParallelGC");
        assertThat(LaunchCommand.master(settings, FILES))
                .contains(" -Da=b -XX:+UseZGC ")
                .doesNotContain("SerialGC");
    }

    @Test
    void theYoungGenerationOfALargeTaskManagerIsNoLargerThanWhatIsCollectedQuickly() {
        assertThat(LaunchCommand.taskManager(settings("taskmanager.memory.process.size", "6g"), FILES))
                .contains(" -XX:MaxNewSize=512m ");
        assertThat(LaunchCommand.taskManager(settings("taskmanager.memory.process.size", "1g"), FILES))
                .doesNotContain("MaxNewSize");
        assertThat(LaunchCommand.taskManager(
                        Configuration.fromMap(Map.of(
                                "taskmanager.memory.process.size", "6g", "env.java.opts.taskmanager", "-XX:+UseG1GC")),
                        FILES))
                .contains("UseG1GC")
                .doesNotContain("MaxNewSize");
    }

    @Test
    void anOptionThatAShellWouldInterpretIsRefused() {
        assertThatThrownBy(() -> LaunchCommand.master(settings("env.java.opts.jobmanager", "-Da=$(id)"), FILES))
                .hasMessageContaining("env.java.opts.jobmanager: '-Da=$(id)' has a character");
    }

    @Test
    void filesOfAContainerSurviveTheirWrittenForm() {
        assertThat(ContainerFiles.read(FILES.write())).isEqualTo(FILES);
        assertThat(FILES.localResources())
                .containsOnlyKeys("lib/z.jar", "lib/a.jar", "usrlib/job.jar", "settings.properties");
    }

    @Test
    void aFileNameThatLeavesTheContainerIsRefused() {
        assertThatThrownBy(() -> file("../evil")).hasMessage("not a name for a file in a container: '../evil'");
        assertThatThrownBy(() -> file("a\"b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ContainerFile file(String link) {
        return new ContainerFile(
                link, URI.create("hdfs://nn:9000/cache/x%20y"), 12, 34, LocalResourceVisibility.PUBLIC);
    }

    private static Configuration settings(String key, String value) {
        return Configuration.fromMap(Map.of(key, value));
    }
}
