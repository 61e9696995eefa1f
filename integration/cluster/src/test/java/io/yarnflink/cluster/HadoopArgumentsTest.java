package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopArgumentsTest {
    private static final Path DEFAULT = Path.of("/default");

    @Test
    void optionsComeInAnyOrder() {
        assertThat(parse("start --node-managers 3 --dir /d"))
                .isEqualTo(parse("start --dir /d --node-managers 3"))
                .isEqualTo(new HadoopArguments("start", Optional.empty(), Path.of("/d"), OptionalInt.of(3), false));
    }

    @Test
    void theDefaultDirectoryIsUsedWithoutTheOption() {
        assertThat(parse("restart namenode"))
                .isEqualTo(
                        new HadoopArguments("restart", Optional.of("namenode"), DEFAULT, OptionalInt.empty(), false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', no action",
        "begin, unknown action 'begin'",
        "kill, kill needs a value",
        "start --dir, --dir needs a value",
        "status --keep-data, status takes no '--keep-data'",
        "start --node-managers none, '--node-managers takes a number from 1 to 99, not ''none'''",
    })
    void wrongUseIsNamed(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments)).hasMessage(message);
    }

    private static HadoopArguments parse(String arguments) {
        return HadoopArguments.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")), DEFAULT);
    }
}
