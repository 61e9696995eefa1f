package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
