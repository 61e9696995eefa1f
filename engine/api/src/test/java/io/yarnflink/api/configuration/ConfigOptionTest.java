package io.yarnflink.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.RuntimeExecutionMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigOptionTest {
    @Test
    void anOptionGivesItsDefaultOrNull() {
        RuntimeExecutionMode mode = ExecutionOptions.RUNTIME_MODE.defaultValue();
        ConfigOption<Duration> unset = ConfigOptions.key("wait").durationType().noDefaultValue();

        assertThat(mode).isEqualTo(RuntimeExecutionMode.STREAMING);
        assertThat(ExecutionOptions.RUNTIME_MODE.hasDefaultValue()).isTrue();
        assertThat(unset.hasDefaultValue()).isFalse();
        assertThat(unset.defaultValue()).isNull();
    }

    @Test
    void foldersAreGivenWhole() {
        for (String whole : List.of("/checkpoints", "hdfs:///a b/c", "file:/x", "hdfs://name:8020/..x")) {
            assertThat(CheckpointingOptions.CHECKPOINTS_DIRECTORY.parse(whole)).isEqualTo(whole);
        }
        for (String part : List.of("checkpoints", "", "hdfs:", "hdfs:x", "/a/../b", "/a/..", "/a\nb", "./a")) {
            assertThatThrownBy(() -> CheckpointingOptions.SAVEPOINT_DIRECTORY.parse(part))
                    .hasMessage("execution.checkpointing.savepoint-dir: '" + part + "' is not a folder's whole address,"
                            + " such as hdfs:///checkpoints, file:///mnt/checkpoints or /checkpoints");
        }
    }

    @Test
    void atLeastOneCheckpointIsKept() {
        assertThat(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS.parse("3")).isEqualTo(3);
        assertThatThrownBy(() -> CheckpointingOptions.MAX_RETAINED_CHECKPOINTS.parse("0"))
                .hasMessage("execution.checkpointing.num-retained: '0' is not a number of at least 1");
    }
}
