package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserLibraryTest {
    @TempDir
    Path folder;

    @Test
    void theJobsJarsAreFoundInTheirOrder() throws Exception {
        Files.writeString(folder.resolve("b.jar"), "");
        Files.writeString(folder.resolve("a.jar"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        assertThat(UserLibrary.jars(folder))
                .extracting(jar -> jar.getFileName().toString())
                .containsExactly("a.jar", "b.jar");
    }

    @Test
    void aJobMayComeWithoutJars() throws Exception {
        assertThat(UserLibrary.jars(folder.resolve("none"))).isEmpty();
    }
}
