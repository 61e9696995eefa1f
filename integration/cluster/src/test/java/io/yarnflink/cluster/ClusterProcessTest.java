package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {
    @TempDir
    private Path dir;

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
