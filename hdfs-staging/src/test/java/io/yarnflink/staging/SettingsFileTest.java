package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    @Test
    void settingsSurviveTheFileWhateverTheirCharacters() throws Exception {
        Configuration settings = Configuration.fromMap(
                Map.of("b", "x = y # z", "a", "Grüße\n\ttab", "#c", "\\", "d.e", " leading and trailing "));
        assertThat(SettingsFile.read(SettingsFile.write(settings))).isEqualTo(settings);
    }

    @Test
    void equalSettingsAreEqualBytes() {
        assertThat(new String(
                        SettingsFile.write(Configuration.fromMap(Map.of("b", "2", "a", "1"))), StandardCharsets.UTF_8))
                .isEqualTo("a=1\nb=2\n");
    }
}
