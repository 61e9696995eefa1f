package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationStagingTest {
    private static final byte[] BYTES = "graph".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerMayReadWhatIsStaged() throws Exception {
        FileStatus file = create().write(ApplicationStaging.JOB_GRAPH, BYTES);
        Path local = Path.of(file.getPath().toUri());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local.getParent())))
                .isEqualTo("rwx------");
        assertThat(local).isEqualTo(folder.resolve(LocalHadoop.USER + "/application_1_0001/job.graph"));
        assertThat(file.getLen()).isEqualTo(BYTES.length);
    }

    @Test
    void anotherProcessReadsWhatIsStaged() throws Exception {
        create().write(ApplicationStaging.CLIENT_TOKEN, BYTES);
        ApplicationStaging seen = ApplicationStaging.of(
                LocalHadoop.fileSystem(), LocalHadoop.path(folder), LocalHadoop.USER, "application_1_0001");
        assertThat(seen.read(ApplicationStaging.CLIENT_TOKEN)).isEqualTo(BYTES);
    }

    @Test
    void aLocalFileIsCopiedBelowTheFolderForItsOwnerAlone() throws Exception {
        Path local = Files.write(folder.resolve("local"), BYTES);
        FileStatus file = create().copy("cached/tree/leaf", local);
        Path copy = Path.of(file.getPath().toUri());
        assertThat(copy)
                .isEqualTo(folder.resolve(LocalHadoop.USER + "/application_1_0001/cached/tree/leaf"))
                .hasBinaryContent(BYTES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void removingTwiceIsRemovingOnce() throws Exception {
        ApplicationStaging staging = create();
        staging.write(ApplicationStaging.JOB_GRAPH, BYTES);
        staging.remove();
        staging.remove();
        assertThat(staging.exists()).isFalse();
        assertThatThrownBy(() -> staging.read(ApplicationStaging.JOB_GRAPH)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void whatIsKeptOutlivesTheStagingAndIsNoStaging() throws Exception {
        ApplicationStaging staging = create();
        staging.write("checkpoints/job/chk-1", BYTES);
        staging.keep("checkpoints");
        staging.keep("checkpoints");
        staging.remove();
        String kept = ApplicationStaging.kept(staging.directory().toUri().getPath(), "checkpoints");
        assertThat(kept).endsWith(LocalHadoop.USER + "/kept-checkpoints/application_1_0001");
        assertThat(Path.of(kept, "job", "chk-1")).hasBinaryContent(BYTES);
        assertThat(ApplicationStaging.list(LocalHadoop.fileSystem(), LocalHadoop.path(folder), LocalHadoop.USER))
                .isEmpty();
    }

    @Test
    void everyUserMayStageBelowARootThatTheFirstOneMade() throws Exception {
        ApplicationStaging.create(
                LocalHadoop.fileSystem(),
                LocalHadoop.path(folder.resolve("base/staging")),
                LocalHadoop.USER,
                "application_1_0001");
        assertThat(LocalHadoop.mode(folder.resolve("base"))).isEqualTo("755");
        assertThat(LocalHadoop.mode(folder.resolve("base/staging"))).isEqualTo("1777");
        assertThat(LocalHadoop.mode(folder.resolve("base/staging/" + LocalHadoop.USER)))
                .isEqualTo("700");
    }

    @Test
    void aRootInTheUsersHomeIsTheUsersAlone() throws Exception {
        FileSystem fs = new RawLocalFileSystem() {
            @Override
            public org.apache.hadoop.fs.Path getHomeDirectory() {
                return new org.apache.hadoop.fs.Path(folder.toString());
            }
        };
        fs.initialize(URI.create("file:///"), new Configuration(false));
        ApplicationStaging.create(
                fs, LocalHadoop.path(folder.resolve("staging")), LocalHadoop.USER, "application_1_0001");
        assertThat(LocalHadoop.mode(folder.resolve("staging"))).isEqualTo("755");
    }

    @Test
    void whatAUserHasStagedIsListed() throws Exception {
        assertThat(staged()).isEmpty();
        ApplicationStaging staging = create();
        Files.createFile(folder.resolve(LocalHadoop.USER + "/application_1_0002"));
        Files.createDirectory(folder.resolve(LocalHadoop.USER + "/notes"));
        assertThat(staged()).singleElement().satisfies(staged -> {
            assertThat(staged.applicationId()).isEqualTo("application_1_0001");
            assertThat(staged.changedAt())
                    .isEqualTo(Files.getLastModifiedTime(folder.resolve(LocalHadoop.USER + "/application_1_0001"))
                            .toMillis());
        });
        staging.remove();
        assertThat(staged()).isEmpty();
    }

    private List<ApplicationStaging.Staged> staged() throws IOException {
        return ApplicationStaging.list(LocalHadoop.fileSystem(), LocalHadoop.path(folder), LocalHadoop.USER);
    }

    @Test
    void rootsLieInTheUsersHomeUnlessSet() throws Exception {
        StagingRoots home = StagingRoots.of(LocalHadoop.fileSystem(), Optional.empty());
        assertThat(home.archive().toString()).endsWith("/.yarn-flink/history");
        StagingRoots set = StagingRoots.of(LocalHadoop.fileSystem(), Optional.of(folder.toString()));
        assertThat(set.staging().toUri().getPath()).isEqualTo(folder + "/staging");
        assertThat(set.cache().toUri().getPath()).isEqualTo(folder + "/cache");
    }

    private ApplicationStaging create() throws IOException {
        return ApplicationStaging.create(
                LocalHadoop.fileSystem(), LocalHadoop.path(folder), LocalHadoop.USER, "application_1_0001");
    }
}
