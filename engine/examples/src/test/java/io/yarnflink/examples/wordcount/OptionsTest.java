package io.yarnflink.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"fast", "0", "-3", ""})
    void aRateThatIsNoNumberAboveZeroIsQuotedWithTheUsage(String rate) {
        assertThatThrownBy(() -> Options.parse(new String[] {"--rate", rate}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("--rate takes a number above 0, not '" + rate + "'; usage:");
    }
}
