package io.yarnflink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final String RECORD = "-XX:ArchiveClassesAtExit=";
    private static final String USE = "-XX:SharedArchiveFile=";

    @TempDir
    private Path dir;

    private Path jar;
    private Path classPathFile;

    @BeforeEach
    void oneJar() throws IOException {
        jar = Files.writeString(dir.resolve("a.jar"), "classes");
        classPathFile = Files.writeString(dir.resolve("cluster.classpath"), jar.toString());
    }

    @Test
    void theFirstJvmRecordsAndTheNextUsesTheRecording() throws IOException {
        record(ClassArchive.beside(classPathFile));

        ClassArchive next = ClassArchive.beside(classPathFile);
        assertThat(next.use()).singleElement().asString().startsWith(USE);
        assertThat(next.useOrRecord()).isEqualTo(next.use());
    }

    @Test
    void aSecondJvmDoesNotRecordWhileTheFirstDoes() throws IOException {
        ClassArchive.beside(classPathFile).useOrRecord();

        assertThat(ClassArchive.beside(classPathFile).useOrRecord()).isEmpty();
    }

    @Test
    void aJvmThatEndedWithoutRecordingLeavesTheTurnToTheNext() throws IOException {
        ClassArchive killed = ClassArchive.beside(classPathFile);
        killed.useOrRecord();
        killed.keepRecording();

        assertThat(ClassArchive.beside(classPathFile).useOrRecord())
                .singleElement()
                .asString()
                .startsWith(RECORD);
    }

    @Test
    void aChangedJarMakesTheArchiveVoidAndItsSuccessorReplacesIt() throws IOException {
        record(ClassArchive.beside(classPathFile));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        ClassArchive successor = ClassArchive.beside(classPathFile);
        assertThat(successor.use()).isEmpty();
        record(successor);

        assertThat(dir)
                .isDirectoryContaining("glob:**.jsa")
                .satisfies(d -> assertThat(d.toFile().list((parent, name) -> name.endsWith(".jsa")))
                        .hasSize(1));
    }

    private static void record(ClassArchive archive) throws IOException {
        List<String> options = archive.useOrRecord();
        assertThat(options).singleElement().asString().startsWith(RECORD);
        Files.writeString(Path.of(options.get(0).substring(RECORD.length())), "archive");
        archive.keepRecording();
    }
}
