package io.yarnflink.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.client.FakeCluster;
import io.yarnflink.client.FakePace;
import io.yarnflink.client.output.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
    @Test
    void serversThatCannotBeCleanedUpAreAWarning() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Progress progress =
                new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), false, new FakePace().clock());
        new EmbeddedCluster(
                        new FakeCluster(),
                        () -> {
                            throw new IOException("disk gone");
                        },
                        progress)
                .close();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning: the embedded cluster is not cleaned up: disk gone\n");
    }
}
