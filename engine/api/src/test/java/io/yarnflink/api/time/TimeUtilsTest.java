package io.yarnflink.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeUtilsTest {
    @ParameterizedTest
    @CsvSource({
        "7 ns, PT0.000000007S",
        "7nanos, PT0.000000007S",
        "5 \u00b5s, PT0.000005S",
        "5 micros, PT0.000005S",
        "200, PT0.2S",
        "200 milliseconds, PT0.2S",
        "10 s, PT10S",
        "10secs, PT10S",
        "3 min, PT3M",
        "3m, PT3M",
        "2 hours, PT2H",
        "' 1 d ', PT24H",
    })
    void durationsAreANumberAndAUnit(String text, Duration expected) {
        assertThat(TimeUtils.parseDuration(text)).isEqualTo(expected);
    }

    @Test
    void whatHasNoNumberOrAnUnknownUnitIsRefusedByName() {
        assertThatThrownBy(() -> TimeUtils.parseDuration("soon"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("'soon' does not begin with a number; write a duration as '10 s'");
        assertThatThrownBy(() -> TimeUtils.parseDuration("10 weeks"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'10 weeks' has no unit of time; the units are ns, \u00b5s, ms, s, min, h and d");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.000000007S, 7 ns",
        "PT0.000005S, 5 \u00b5s",
        "PT0.2S, 200 ms",
        "PT90S, 90 s",
        "PT3M, 3 min",
        "PT2H, 2 h",
        "PT48H, 2 d",
    })
    void durationsAreWrittenInTheLargestUnitAndReadBack(Duration duration, String expected) {
        assertThat(TimeUtils.formatWithHighestUnit(duration)).isEqualTo(expected);
        assertThat(TimeUtils.parseDuration(expected)).isEqualTo(duration);
    }
}
