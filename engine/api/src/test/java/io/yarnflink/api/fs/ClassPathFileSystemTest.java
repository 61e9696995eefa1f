package io.yarnflink.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFileSystemTest {
    private static final Path WORDS = new Path("classpath:///data/words.txt");

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void aProgramWithDataInItsJar(@TempDir java.nio.file.Path folder) throws IOException {
        java.nio.file.Path jar = folder.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("data/words.txt"));
            out.write("to be or not".getBytes(StandardCharsets.UTF_8));
        }
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(new URL[] {jar.toUri().toURL()}, before));
    }

    @AfterEach
    void restore() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void filesOfTheJarAreReadFromAnyByte() throws IOException {
        FileSystem jar = WORDS.getFileSystem();
        FileStatus status = jar.getFileStatus(WORDS);
        assertThat(status.length()).isEqualTo(12);
        assertThat(status.isDir()).isFalse();
        assertThat(jar.exists(WORDS)).isTrue();
        assertThat(jar.listStatus(WORDS)).containsExactly(status);
        assertThat(jar.getFileBlockLocations(status, 0, 12)).hasSize(1);
        try (FSDataInputStream in = jar.open(WORDS)) {
            in.seek(3);
            assertThat((char) in.read()).isEqualTo('b');
            assertThat(in.getPos()).isEqualTo(4);
            in.seek(0);
            assertThat(in.readNBytes(5)).asString().isEqualTo("to be");
            assertThat(in.getPos()).isEqualTo(5);
            in.seek(12);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.getPos()).isEqualTo(12);
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Path none = new Path("classpath:///data/none.txt");
        assertThat(none.getFileSystem().exists(none)).isFalse();
        assertThatThrownBy(() -> none.getFileSystem().open(none))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no such file in the program's jar: classpath:///data/none.txt");
    }

    @Test
    void nothingIsWrittenIntoAJar() throws IOException {
        FileSystem jar = WORDS.getFileSystem();
        String refusal = "the program's jar can only be read: " + WORDS;
        assertThatThrownBy(() -> jar.create(WORDS, FileSystem.WriteMode.OVERWRITE))
                .hasMessage(refusal);
        assertThatThrownBy(() -> jar.delete(WORDS, true)).hasMessage(refusal);
        assertThatThrownBy(() -> jar.mkdirs(WORDS)).hasMessage(refusal);
        assertThatThrownBy(() -> jar.renameNoOverwrite(WORDS, WORDS)).hasMessage(refusal);
    }
}
