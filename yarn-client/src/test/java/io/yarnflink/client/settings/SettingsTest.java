package io.yarnflink.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path dir;

    @Test
    void nestedAndDottedKeysMeanTheSame() throws Exception {
        Settings settings = new Settings().addFile(file("""
                        taskmanager:
                          memory.process.size: 1 gb
                          numberOfTaskSlots: 2
                        heartbeat.timeout: 20 s
                        """));
        assertThat(settings.configuration().get(TaskManagerOptions.NUM_TASK_SLOTS))
                .isEqualTo(2);
        assertThat(settings.configuration()
                        .get(TaskManagerOptions.TOTAL_PROCESS_MEMORY)
                        .getMebiBytes())
                .isEqualTo(1024);
        assertThat(settings.configuration().get(JobManagerOptions.HEARTBEAT_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        Settings settings = new Settings()
                .addFile(file("parallelism.default: 2"))
                .addDefinition("parallelism.default=3")
                .addFlag("-p", CoreOptions.DEFAULT_PARALLELISM, "4");
        assertThat(ClusterSpec.from(settings).parallelism()).isEqualTo(4);
        assertThat(settings.origin(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo("-p");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndTheNearestName() throws IOException {
        Path file = file("parallelism.default: 1\ntaskmanager:\n  numberOfTaskSlot: 2\n");
        refused(
                () -> new Settings().addFile(file),
                file + ":3: unknown configuration key 'taskmanager.numberOfTaskSlot'; did you mean"
                        + " taskmanager.numberOfTaskSlots?");
    }

    @Test
    void anUnknownKeyOnTheCommandLineIsRefusedThere() {
        refused(
                () -> new Settings().addDefinition("heartbeat.timout=5 s"),
                "command line: unknown configuration key 'heartbeat.timout'; did you mean heartbeat.timeout?");
        refused(
                () -> new Settings().addDefinition("completely.different=1"),
                "command line: unknown configuration key 'completely.different'; conf/yarn-flink.yaml lists every key");
    }

    @Test
    void aKeySetTwiceIsRefusedWithBothLines() throws IOException {
        Path file = file("yarn:\n  tags: a\nyarn.tags: b\n");
        refused(
                () -> new Settings().addFile(file),
                file + ":3: yarn.tags is set twice, first at " + file + ":2; remove one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallelism.default=four|parallelism.default: 'four' is not a whole number",
                "parallelism.default=0|parallelism.default: '0' is out of bounds, expected a number in 1..32768",
                "parallelism.default=-1|parallelism.default: '-1' is out of bounds, expected a number in 1..32768",
                "parallelism.default=1000000000|parallelism.default: '1000000000' is out of bounds, expected a number in 1..32768",
                "taskmanager.memory.process.size=-5m|taskmanager.memory.process.size: '-5m' is not a memory size (a number with b, kb, mb, gb or tb, such as '512 mb')",
                "taskmanager.memory.process.size=99999999999tb|taskmanager.memory.process.size: '99999999999tb' is not a memory size (a number with b, kb, mb, gb or tb, such as '512 mb')",
                "jobmanager.memory.process.size=1024|jobmanager.memory.process.size: '1 kb' is out of bounds, expected at least 1 mb (a unit may be missing: '1024m')",
                "heartbeat.timeout=1 s|heartbeat.timeout: '1000 ms' is out of bounds, expected more than heartbeat.interval (1000 ms)",
                "client.heartbeat.timeout=0 s|client.heartbeat.timeout: '0 ms' is out of bounds, expected at least 10 s: a client reports every second, and networks pause",
                "heartbeat.interval=soon|heartbeat.interval: 'soon' is not a duration (a number with ms, s, min, h or d, such as '10 s')",
                "pipeline.object-reuse=yes|pipeline.object-reuse: 'yes' is not true or false",
            })
    void aWrongValueIsRefusedWithWhatIsExpected(String definition, String message) {
        refused(() -> ClusterSpec.from(new Settings().addDefinition(definition)), "command line: " + message);
    }

    @Test
    void aDefinitionWithoutEqualsSignIsRefused() {
        refused(
                () -> new Settings().addDefinition("parallelism.default"),
                "command line: -Dparallelism.default is not of the form -Dkey=value");
    }

    @Test
    void textThatIsNotYamlIsRefusedWithItsLine() throws IOException {
        Path file = file("parallelism.default: 1\nyarn.tags: [a, b\n");
        assertThatThrownBy(() -> new Settings().addFile(file))
                .isInstanceOf(ClientException.class)
                .hasMessageMatching("(?s)" + java.util.regex.Pattern.quote(file.toString()) + ":\\d+: not YAML: .*");
        Path list = file("- a\n- b\n");
        refused(() -> new Settings().addFile(list), list + ":1: expected 'key: value' lines");
    }

    @Test
    void hadoopKeysGoToHadoopWithoutTheirPrefix() throws Exception {
        Settings settings = new Settings().addFile(file("hadoop.dfs.replication: 2\n"));
        assertThat(settings.hadoop()).isEqualTo(Map.of("dfs.replication", "2"));
        assertThat(settings.configuration().toMap()).isEmpty();
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ClientException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
        });
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("yarn-flink.yaml"), text);
    }
}
