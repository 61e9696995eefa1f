package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.staging.ArtifactCache.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCacheTest {
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void writeJar() throws IOException {
        jar = Files.writeString(folder.resolve("job.jar"), "abc");
    }

    @Test
    void aFileLiesUnderItsHash() throws Exception {
        Artifact artifact = cache("a").put(jar);
        assertThat(artifact.uploaded()).isTrue();
        assertThat(artifact.file().getPath().toString())
                .endsWith("/cache/" + LocalHadoop.USER + "/sha256/ba/" + HASH_OF_ABC + "/job.jar");
        assertThat(Files.readString(Path.of(artifact.file().getPath().toUri()))).isEqualTo("abc");
        assertThat(artifact.file().getLen()).isEqualTo(3);
    }

    @Test
    void theSecondPutUploadsNothing() throws Exception {
        cache("a").put(jar);
        ArtifactCache second = cache("b");
        assertThat(second.put(jar).uploaded()).isFalse();
        assertThat(second.bytesUploaded()).isZero();
        assertThat(second.bytesCached()).isEqualTo(3);
    }

    @Test
    void noFileIsLeftAsideAfterAnUpload() throws Exception {
        cache("a").put(jar);
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("job.jar");
        }
    }

    @Test
    void aFileCutOffByAnEarlierUploaderDoesNotCount() throws Exception {
        Path aside = own().resolve("sha256/ba/" + HASH_OF_ABC + "/.job.jar.dead.part");
        Files.createDirectories(aside.getParent());
        Files.writeString(aside, "a");
        ArtifactCache cache = cache("a");
        assertThat(cache.put(jar).uploaded()).isTrue();
        assertThat(cache.bytesUploaded()).isEqualTo(3);
    }

    @Test
    void noFileIsLeftAsideByAnUploadThatFailed() throws Exception {
        Path unreadable = Files.createDirectory(folder.resolve("unreadable.jar"));
        assertThatThrownBy(() -> cache("a").put(unreadable, HASH_OF_ABC)).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void everyUserHasACacheThatOnlyItsOwnerWrites() throws Exception {
        cache("a").put(jar);
        assertThat(LocalHadoop.mode(folder.resolve("cache"))).isEqualTo("1777");
        assertThat(LocalHadoop.mode(own())).isEqualTo("755");
        assertThat(LocalHadoop.mode(own().resolve("sha256/ba/" + HASH_OF_ABC))).isEqualTo("755");
        assertThat(LocalHadoop.mode(own().resolve("sha256/ba/" + HASH_OF_ABC + "/job.jar")))
                .isEqualTo("644");
    }

    @Test
    void aCacheThatOthersMayWriteIsClosedToThem() throws Exception {
        Files.createDirectories(own());
        Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString("rwxrwxrwx"));
        cache("a").put(jar);
        assertThat(LocalHadoop.mode(own())).isEqualTo("755");
    }

    @Test
    void aCacheThatSomebodyElseHasLaidOutIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("cache/alice"));
        assertThatThrownBy(() -> ArtifactCache.of(
                        LocalHadoop.fileSystem(), LocalHadoop.path(folder.resolve("cache")), "alice", "a"))
                .isInstanceOf(AccessControlException.class)
                .hasMessageContaining("cache/alice belongs to " + LocalHadoop.USER);
    }

    @Test
    void everyoneReadsOnlyBelowFoldersThatOthersMayPass() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertThat(cache("a").put(jar).everyoneReads()).isFalse();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        assertThat(cache("a").put(jar).everyoneReads()).isTrue();
    }

    private Path own() {
        return folder.resolve("cache").resolve(LocalHadoop.USER);
    }

    private ArtifactCache cache(String uploader) throws IOException {
        return ArtifactCache.of(
                LocalHadoop.fileSystem(), LocalHadoop.path(folder.resolve("cache")), LocalHadoop.USER, uploader);
    }
}
