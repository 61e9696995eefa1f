package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
    @TempDir
    private Path dir;

    @Test
    void aDirectoryWithForeignFilesIsRefusedByName() throws IOException {
        Files.writeString(dir.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> StateDirectory.claim(dir))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(dir.toString())
                .hasMessageContaining("thesis.tex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new comer", "größe", "50%"})
    void aDirectoryThatHadoopWouldMisspellIsRefused(String name) {
        assertThatThrownBy(() -> StateDirectory.claim(dir.resolve(name)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'" + dir.resolve(name) + "'");
        assertThat(dir.resolve(name)).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "in the way");

        assertThatThrownBy(() -> StateDirectory.claim(file.resolve("state")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("directory " + file.resolve("state") + " cannot be made")
                .hasMessageContaining("Not a directory");
    }

    @Test
    void aMissingDirectoryIsCreated() throws IOException {
        StateDirectory.claim(dir.resolve("a/b"));

        assertThat(dir.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void deletingRemovesLinksButNotWhatTheyPointTo() throws IOException {
        Path outside = Files.writeString(dir.resolve("outside"), "kept");
        Path state = Files.createDirectories(dir.resolve("state/deep"));
        Files.createSymbolicLink(state.resolve("link"), outside);

        StateDirectory.delete(dir.resolve("state"));

        assertThat(dir.resolve("state")).doesNotExist();
        assertThat(outside).hasContent("kept");
    }
}
