package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.utils.ParameterTool;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlobalJobParametersTest {
    @Test
    void parametersOfTheJobAreKeptByName() {
        ExecutionConfig config = new ExecutionConfig();
        assertThat(config.getGlobalJobParameters().toMap()).isEmpty();
        config.setGlobalJobParameters(ParameterTool.fromArgs(new String[] {"--a", "1"}));
        assertThat(config.getGlobalJobParameters().toMap()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void onesOfTheSameKindAndContentAreEqual() {
        ExecutionConfig one = new ExecutionConfig();
        ExecutionConfig other = new ExecutionConfig();
        one.setGlobalJobParameters(ParameterTool.fromMap(Map.of("a", "1")));
        other.setGlobalJobParameters(ParameterTool.fromMap(Map.of("a", "1")));
        assertThat(one.getGlobalJobParameters())
                .isEqualTo(other.getGlobalJobParameters())
                .hasSameHashCodeAs(other.getGlobalJobParameters())
                .isNotEqualTo(new ExecutionConfig.GlobalJobParameters());
        assertThat(new ExecutionConfig.GlobalJobParameters())
                .isEqualTo(new ExecutionConfig.GlobalJobParameters())
                .hasSameHashCodeAs(new ExecutionConfig.GlobalJobParameters());
    }
}
