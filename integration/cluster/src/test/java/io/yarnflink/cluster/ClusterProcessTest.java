package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {
    @TempDir
    private Path dir;

    @Test
    void aClusterThatCannotStartLeavesNothing() throws Exception {
        Path classPathFile = Files.writeString(
                dir.resolve("cluster.classpath"), dir.resolve("lost.jar").toString());
        Path state = Files.createDirectory(dir.resolve("state"));

        assertThatThrownBy(() -> ClusterProcess.start(classPathFile, state))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lost.jar");
        assertThat(state).doesNotExist();
    }

    @Test
    void aClassArchiveThatIsLostDoesNotKeepTheFilesOfTheCluster() throws Exception {
        Path jar = Files.writeString(dir.resolve("a.jar"), "classes");
        ClassArchive archive = ClassArchive.beside(Files.writeString(dir.resolve("cluster.classpath"), jar.toString()));
        List<String> record = archive.useOrRecord();
        Files.delete(Path.of(record.get(0).replaceFirst(".*=", "")));
        Path state = dir.resolve("state");
        StateDirectory.claim(state);

        new ClusterProcess(state, new ProcessBuilder("true").start(), archive).close();

        assertThat(state).doesNotExist();
    }
}
