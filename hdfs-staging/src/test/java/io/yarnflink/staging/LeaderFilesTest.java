package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderFilesTest {
    @TempDir
    Path folder;

    private LeaderFiles files() throws IOException {
        return new LeaderFiles(LocalHadoop.fileSystem(), LocalHadoop.path(folder));
    }

    private static LeaderFiles.Leader leader(long epoch) {
        return new LeaderFiles.Leader(epoch, "node-" + epoch, 4711, "resourcemanager");
    }

    @Test
    void theHighestEpochLeadsWhateverComesLater() throws Exception {
        assertThat(files().newest()).isEmpty();
        files().write(leader(9));
        files().write(leader(10));
        files().write(leader(2));
        assertThat(files().newest()).contains(leader(10));
    }

    @Test
    void anEpochIsLedOnce() throws Exception {
        files().write(leader(2));
        assertThatThrownBy(() -> files().write(new LeaderFiles.Leader(2, "other", 1, "resourcemanager")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(files().newest()).contains(leader(2));
    }

    @Test
    void aFileThatIsCutShortIsNamed() throws Exception {
        files().write(leader(2));
        Files.writeString(folder.resolve("leaders/3"), "node-3\n");
        assertThatThrownBy(() -> files().newest())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leaders/3 has 1 lines instead of 3");
    }
}
