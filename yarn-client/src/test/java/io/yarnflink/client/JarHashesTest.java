package io.yarnflink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarHashesTest {
    /** Of the text "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path dir;

    @Test
    void whatIsKnownOfAFileOfTheSameSizeAndTimeIsTakenFromTheList() throws Exception {
        Path jar = Files.writeString(dir.resolve("a.jar"), "abc");
        Path list = dir.resolve("sha256.txt");
        assertThat(new JarHashes(list).of(List.of(jar))).containsExactly(ABC);
        Files.writeString(list, Files.readString(list).replace(ABC, "f".repeat(64)));
        assertThat(new JarHashes(list).of(List.of(jar))).containsExactly("f".repeat(64));
    }

    @Test
    void aChangedFileIsHashedAnew() throws Exception {
        Path jar = Files.writeString(dir.resolve("a.jar"), "before");
        Path list = dir.resolve("sha256.txt");
        new JarHashes(list).of(List.of(jar));
        Files.writeString(jar, "abc");
        assertThat(new JarHashes(list).of(List.of(jar))).containsExactly(ABC);
    }

    @Test
    void aListThatCannotBeKeptIsNoFailure() throws Exception {
        Path jar = Files.writeString(dir.resolve("a.jar"), "abc");
        assertThat(new JarHashes(dir.resolve("none/sha256.txt")).of(List.of(jar)))
                .containsExactly(ABC);
    }
}
