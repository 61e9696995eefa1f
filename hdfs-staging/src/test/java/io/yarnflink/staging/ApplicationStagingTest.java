package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
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
        assertThat(local).isEqualTo(folder.resolve("alice/application_1_0001/job.graph"));
        assertThat(file.getLen()).isEqualTo(BYTES.length);
    }

    @Test
    void anotherProcessReadsWhatIsStaged() throws Exception {
        create().write(ApplicationStaging.CLIENT_TOKEN, BYTES);
        ApplicationStaging seen = ApplicationStaging.of(
                LocalHadoop.fileSystem(), LocalHadoop.path(folder), "alice", "application_1_0001");
        assertThat(seen.read(ApplicationStaging.CLIENT_TOKEN)).isEqualTo(BYTES);
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
    void rootsLieInTheUsersHomeUnlessSet() throws Exception {
        StagingRoots home = StagingRoots.of(LocalHadoop.fileSystem(), Optional.empty());
        assertThat(home.archive().toString()).endsWith("/.yarn-flink/history");
        StagingRoots set = StagingRoots.of(LocalHadoop.fileSystem(), Optional.of(folder.toString()));
        assertThat(set.staging().toUri().getPath()).isEqualTo(folder + "/staging");
        assertThat(set.cache().toUri().getPath()).isEqualTo(folder + "/cache");
    }

    private ApplicationStaging create() throws IOException {
        return ApplicationStaging.create(
                LocalHadoop.fileSystem(), LocalHadoop.path(folder), "alice", "application_1_0001");
    }
}
