package io.yarnflink.api.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultipleParameterToolTest {
    private final MultipleParameterTool parameters = MultipleParameterTool.fromArgs(
            new String[] {"--input", "a", "-input", "b", "--rate", "-3", "--dry", "--other", "x"});

    @Test
    void everyValueOfANameCountsInItsOrder() {
        assertThat(parameters.getMultiParameter("input")).containsExactly("a", "b");
        assertThat(parameters.getMultiParameterRequired("input")).containsExactly("a", "b");
        assertThat(parameters.getMultiParameter("none")).isNull();
        assertThat(parameters.getInt("rate")).isEqualTo(-3);
        assertThat(parameters.has("dry")).isTrue();
        assertThat(parameters.has("wet")).isFalse();
        assertThat(parameters.get("none")).isNull();
        assertThat(parameters.getNumberOfParameters()).isEqualTo(4);
        assertThat(parameters.getUnrequestedParameters()).containsExactly("other");
    }

    @Test
    void oneValueIsRefusedWhereThereAreSeveralAndSeveralWhereThereIsNone() {
        assertThatThrownBy(() -> parameters.get("input"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Key input should have one value only, but has [a, b]");
        assertThatThrownBy(() -> parameters.getMultiParameterRequired("output"))
                .hasMessage("No data for required key 'output': give it as --output VALUE");
    }

    @Test
    void asOneMapTheLastValuesCount() {
        assertThat(parameters.toMap())
                .isEqualTo(Map.of("input", "b", "rate", "-3", "dry", "__NO_VALUE_KEY", "other", "x"));
        assertThat(MultipleParameterTool.fromMultiMap(Map.of("empty", List.of()))
                        .toMap())
                .isEqualTo(Map.of("empty", "__NO_VALUE_KEY"));
    }

    @Test
    void mergedOnesHoldTheValuesOfBoth() {
        MultipleParameterTool other =
                MultipleParameterTool.fromMultiMap(Map.of("input", List.of("c"), "n", List.of("1")));
        other.get("n");
        MultipleParameterTool merged = parameters.mergeWith(other);
        assertThat(merged.toMultiMap().get("input")).containsExactly("a", "b", "c");
        assertThat(merged.getUnrequestedParameters()).containsExactlyInAnyOrder("input", "rate", "dry", "other");
        assertThat(parameters.toMultiMap().get("input")).containsExactly("a", "b");
    }

    @Test
    void equalOnesHoldTheSame() throws Exception {
        MultipleParameterTool one = MultipleParameterTool.fromArgs(new String[] {"--a", "1"});
        assertThat(one.clone()).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(one).isNotEqualTo(parameters).isNotEqualTo(null);
    }
}
