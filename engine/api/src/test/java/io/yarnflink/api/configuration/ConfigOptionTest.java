package io.yarnflink.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.RuntimeExecutionMode;
import java.time.Duration;
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
}
