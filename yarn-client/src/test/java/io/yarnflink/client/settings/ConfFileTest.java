package io.yarnflink.client.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.KnownOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConfFileTest {
    private static final Path CONF = Path.of("../conf/yarn-flink.yaml");
    private static final String HEADER = """
            # The configuration of yarn-flink: every key once, with its default. Keys may also be nested. -Dkey=value on
            # the command line wins over this file; hadoop.<key> sets <key> of Hadoop's own configuration.
            """;

    /** {@code -Dconf.write=true} brings the file up to date. */
    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("conf.write")) {
            Files.writeString(CONF, expected());
        }
    }

    @Test
    void theFileListsEveryOptionOnceWithItsDefaultAndReason() throws IOException {
        assertThat(Files.readString(CONF))
                .as("out of date: run the tests of yarn-client with -Dconf.write=true")
                .isEqualTo(expected());
    }

    @Test
    void everyOptionHasAKeyOfItsOwnAndAReason() {
        assertThat(KnownOptions.all()).extracting(ConfigOption::key).doesNotHaveDuplicates();
        assertThat(KnownOptions.all())
                .allSatisfy(option -> assertThat(option.description()).isNotBlank());
    }

    @Test
    void theFileIsValid() throws Exception {
        Settings settings = new Settings().addFile(CONF);
        for (ConfigOption<?> option : KnownOptions.all()) {
            assertThat(settings.configuration().toMap().containsKey(option.key()))
                    .as(option.key())
                    .isEqualTo(option.hasDefaultValue() && !option.equals(CoreOptions.DEFAULT_PARALLELISM));
        }
    }

    private static String expected() {
        return KnownOptions.all().stream()
                .map(ConfFileTest::entry)
                .collect(Collectors.joining("\n", HEADER + "\n", ""));
    }

    private static String entry(ConfigOption<?> option) {
        // With --embedded another default holds, so that the file must not set it.
        String mark = option.equals(CoreOptions.DEFAULT_PARALLELISM) ? "# " : "";
        String line = option.defaultText()
                .map(text -> mark + option.key() + ": " + (text.isEmpty() ? "\"\"" : text))
                .orElse("# " + option.key() + ":");
        return "# " + option.description() + "\n" + line + "\n";
    }
}
