package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.client.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitOptionsTest {
    @TempDir
    Path dir;

    private final Settings settings = new Settings();
    private final SubmitOptions options = new SubmitOptions();

    @Test
    void anEmbeddedClusterRunsProgramsInParallel() throws Exception {
        assertThat(parallelism()).isEqualTo(2);
    }

    @Test
    void anEmbeddedClusterRespectsTheConfigurationFile() throws Exception {
        settings.addFile(Files.writeString(dir.resolve("yarn-flink.yaml"), "parallelism.default: 1"));
        assertThat(parallelism()).isEqualTo(1);
    }

    @Test
    void anEmbeddedClusterRespectsTheCommandLine() throws Exception {
        options.definitions = List.of("parallelism.default=1");
        assertThat(parallelism()).isEqualTo(1);
    }

    private int parallelism() throws Exception {
        options.embedded = true;
        options.addTo(settings);
        return settings.configuration().get(CoreOptions.DEFAULT_PARALLELISM);
    }
}
